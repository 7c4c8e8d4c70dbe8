package dev.tidings.presence.status;

import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.Devices;
import dev.tidings.presence.connection.Doing;
import dev.tidings.presence.contact.Contacts;
import dev.tidings.presence.person.PersonKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers questions about presence, each as the reader may see it, within one workspace. */
@ApplicationScoped
class PresenceQueries {

  private final UserPresenceRepository people;
  private final Contacts contacts;
  private final Devices devices;
  private final Rosters rosters;
  private final PresenceConfig config;

  PresenceQueries(
      UserPresenceRepository people,
      Contacts contacts,
      Devices devices,
      Rosters rosters,
      PresenceConfig config) {
    this.people = people;
    this.contacts = contacts;
    this.devices = devices;
    this.rosters = rosters;
    this.config = config;
  }

  /** A person's presence; somebody unknown is offline and was never seen. */
  @Transactional
  public PresenceView presence(PersonKey reader, String userId) {
    return lookUp(reader, List.of(userId)).getFirst();
  }

  /** The presence of each of the people, in their order. */
  @Transactional
  public List<PresenceView> lookUp(PersonKey reader, Collection<String> userIds) {
    return lookUp(List.of(new Question(reader, userIds))).getFirst();
  }

  /**
   * Somebody's question.
   *
   * @param reader who asks
   * @param userIds people of the reader's workspace
   */
  record Question(PersonKey reader, Collection<String> userIds) {

    Stream<PersonKey> people() {
      return userIds.stream().map(id -> new PersonKey(reader.workspace(), id));
    }
  }

  /**
   * The presence of each of the people of each question, in their order. What several readers see
   * is the same view.
   */
  @Transactional
  public List<List<PresenceView>> lookUp(List<Question> questions) {
    Map<PersonKey, UserPresence> rows =
        people.read(questions.stream().flatMap(Question::people).collect(Collectors.toSet()));
    Map<PersonKey, Doing> doing = devices.doing(rows.keySet());
    Map<PersonKey, PresenceView> everybodys = new HashMap<>();
    return questions.stream()
        .map(
            question -> {
              Set<String> friends =
                  friends(question.reader(), question.people().map(rows::get).toList());
              return question
                  .people()
                  .map(
                      person ->
                          friends.contains(person.userId())
                              ? rows.get(person).contactView(doing.get(person))
                              : everybodys.computeIfAbsent(
                                  person, each -> publicView(each, rows.get(each), doing)))
                  .toList();
            })
        .toList();
  }

  private static PresenceView publicView(
      PersonKey person, UserPresence presence, Map<PersonKey, Doing> doing) {
    return presence == null
        ? PresenceView.neverSeen(person)
        : presence.publicView(doing.get(person));
  }

  /**
   * Whom the reader sees not offline, by user id.
   *
   * @param cursor where the page before ended; null for the first
   */
  @Transactional
  public Page<PresenceView> online(PersonKey reader, String cursor, int limit) {
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).text(0);
    return Page.ofOneMore(
        views(reader, people.online(reader, after, limit + 1)),
        limit,
        view -> Cursor.of(view.userId()));
  }

  /**
   * Where to follow what the workspace is told from. The version is read before the people, so that
   * it claims no more than they show.
   */
  @Transactional
  public RosterView roster(PersonKey reader) {
    Rosters.Roster roster = rosters.read(reader.workspace());
    int limit = config.broadcastLimit();
    List<UserPresence> present =
        roster.counts().total() > limit ? List.of() : people.online(reader, "", limit + 1);
    return new RosterView(
        roster.version(),
        roster.counts(),
        roster.counts().total() > limit ? null : views(reader, present));
  }

  /** What the reader sees of themselves. */
  @Transactional
  public OwnPresenceView own(PersonKey reader) {
    return people
        .findByIdOptional(reader)
        .map(UserPresence::ownView)
        .orElseGet(() -> OwnPresenceView.neverSeen(reader));
  }

  private List<PresenceView> views(PersonKey reader, List<UserPresence> rows) {
    Map<PersonKey, Doing> doing = devices.doing(rows.stream().map(UserPresence::person).toList());
    Set<String> friends = friends(reader, rows);
    return rows.stream()
        .map(
            presence ->
                friends.contains(presence.person().userId())
                    ? presence.contactView(doing.get(presence.person()))
                    : presence.publicView(doing.get(presence.person())))
        .toList();
  }

  /**
   * Of those who show something else to their contacts, whoever shows it to the reader; everybody
   * is a contact of their own.
   */
  private Set<String> friends(PersonKey reader, List<UserPresence> rows) {
    List<String> selective =
        rows.stream()
            .filter(presence -> presence != null && presence.isForContacts())
            .map(presence -> presence.person().userId())
            .toList();
    if (selective.isEmpty()) {
      return Set.of();
    }
    Set<String> friends = contacts.among(selective, reader);
    if (selective.contains(reader.userId())) {
      friends.add(reader.userId());
    }
    return friends;
  }
}
