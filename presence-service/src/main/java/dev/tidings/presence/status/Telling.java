package dev.tidings.presence.status;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.Devices;
import dev.tidings.presence.connection.Doing;
import dev.tidings.presence.contact.Contacts;
import dev.tidings.presence.person.PersonKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells a workspace what has changed since the last time, all of it at once. One replica tells a
 * workspace at a time, so that its versions and each person's events are in the order of the
 * changes. Whoever was something else in between is told of, too: somebody may have asked then.
 *
 * <p>What is told grows with the number of people who changed, and with nothing else: to each
 * person's own channel for those who watch that person, and to everybody of a workspace only while
 * few are online, else deliveries would grow by the square of their number.
 */
@ApplicationScoped
class Telling {

  private final Rosters rosters;
  private final UserPresenceRepository people;
  private final Devices devices;
  private final Contacts contacts;
  private final Outbox outbox;
  private final PresenceConfig config;
  private final EventIds ids;
  private final Clock clock;

  Telling(
      Rosters rosters,
      UserPresenceRepository people,
      Devices devices,
      Contacts contacts,
      Outbox outbox,
      PresenceConfig config,
      EventIds ids,
      Clock clock) {
    this.rosters = rosters;
    this.people = people;
    this.devices = devices;
    this.contacts = contacts;
    this.outbox = outbox;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Tells a workspace, unless another replica does so at this moment. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tell(String workspace) {
    rosters.lock(workspace).ifPresent(roster -> tell(workspace, roster));
  }

  private void tell(String workspace, Rosters.Roster before) {
    List<News> all =
        people.lockToTell(workspace, config.tellBatch()).stream().map(UserPresence::tell).toList();
    CountsView counts = before.counts();
    for (News news : all) {
      counts = counts.moved(news.before(), news.after());
    }
    boolean isSmall = Math.max(before.counts().total(), counts.total()) <= config.broadcastLimit();
    List<PresenceEvent.PresenceUpdate> changes =
        all.stream()
            .filter(News::forEverybody)
            .map(news -> PresenceEvent.PresenceUpdate.of(news.presence().publicView(null)))
            .toList();
    var events = new ArrayList<CloudEvent>();
    for (PresenceEvent.PresenceUpdate change : changes) {
      events.add(event(workspace, PresenceChannels.of(change.userId()), change.userId(), change));
      if (isSmall) {
        events.add(event(workspace, Channel.WORKSPACE, change.userId(), change));
      }
    }
    if (!changes.isEmpty()) {
      var list =
          new PresenceEvent.PresenceList(
              before.version() + 1, before.version(), counts, isSmall ? changes : null);
      events.add(event(workspace, PresenceChannels.EVERYBODY, null, list));
      rosters.store(workspace, new Rosters.Roster(before.version() + 1, counts));
    }
    var toContacts = new ArrayList<CloudEvent>();
    tellOfDoing(all, events, toContacts);
    for (News news : all) {
      if (news.forContacts()) {
        UserPresence presence = news.presence();
        var update = PresenceEvent.PresenceUpdate.of(presence.contactView(null));
        toContacts.addAll(toEachContact(presence.person(), update));
      }
    }
    if (!events.isEmpty()) {
      outbox.append(PresenceTopics.STATUS, events);
    }
    if (!toContacts.isEmpty()) {
      outbox.append(PresenceTopics.USER, toContacts);
    }
  }

  private void tellOfDoing(
      List<News> all, List<CloudEvent> everybody, List<CloudEvent> toContacts) {
    List<UserPresence> changed = all.stream().filter(News::ofDoing).map(News::presence).toList();
    Map<PersonKey, Doing> doing =
        devices.doing(changed.stream().map(UserPresence::person).toList());
    for (UserPresence presence : changed) {
      PersonKey person = presence.person();
      PresenceView view = presence.contactView(doing.get(person));
      if (view.isOnline()) {
        var activity = new PresenceEvent.UserActivity(person.userId(), view.doing(), view.user());
        if (presence.isForContacts()) {
          toContacts.addAll(toEachContact(person, activity));
        } else {
          everybody.add(
              event(
                  person.workspace(),
                  PresenceChannels.of(person.userId()),
                  person.userId(),
                  activity));
        }
      }
    }
  }

  private List<CloudEvent> toEachContact(PersonKey person, PresenceEvent data) {
    return contacts.reachable(person, config.contactLimit()).stream()
        .map(
            contact ->
                event(person.workspace(), Channel.of("user", contact), person.userId(), data))
        .toList();
  }

  /** Tells one person what they may see of another, as their being contacts has changed. */
  void tellOne(PersonKey reader, PresenceView view) {
    var update = PresenceEvent.PresenceUpdate.of(view);
    outbox.append(
        PresenceTopics.USER,
        event(reader.workspace(), Channel.of("user", reader.userId()), view.userId(), update));
  }

  /** Tells a person's devices what the person chose. */
  void tellOwn(PersonKey person, OwnPresenceView view) {
    outbox.append(
        PresenceTopics.USER,
        event(
            person.workspace(),
            Channel.of("user", person.userId()),
            person.userId(),
            PresenceEvent.PresenceSettingsUpdated.of(view)));
  }

  private CloudEvent event(String workspace, Channel channel, String about, PresenceEvent data) {
    return new CloudEvent(
        ids.next(),
        "/presence-service",
        data.type(),
        clock.instant(),
        about == null ? null : Channel.of("user", about).value(),
        workspace,
        channel,
        Map.of(),
        Json.bytes(data));
  }
}
