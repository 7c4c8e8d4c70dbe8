package dev.tidings.presence.status;

import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.presence.connection.PersonKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Answers questions about presence; each within one workspace. */
@ApplicationScoped
class PresenceQueries {

  private final UserPresenceRepository people;

  PresenceQueries(UserPresenceRepository people) {
    this.people = people;
  }

  /** The person's presence; somebody unknown is offline and was never seen. */
  @Transactional
  public PresenceView presence(PersonKey person) {
    return people
        .findByIdOptional(person)
        .map(UserPresence::view)
        .orElseGet(() -> PresenceView.neverSeen(person));
  }

  /**
   * Who is not offline, by user id.
   *
   * @param cursor where the page before ended; null for the first
   */
  @Transactional
  public Page<PresenceView> online(String workspace, String cursor, int limit) {
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).text(0);
    List<PresenceView> rows =
        people.online(workspace, after, limit + 1).stream().map(UserPresence::view).toList();
    return Page.ofOneMore(rows, limit, view -> Cursor.of(view.userId()));
  }
}
