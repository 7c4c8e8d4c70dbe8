package dev.tidings.presence.status;

import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.ClientUse;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.Devices;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.PersonProfile;
import dev.tidings.presence.place.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides statuses. The decision is always made from a fresh look at the connections while the
 * person's row is locked, whatever caused it: two causes at once, in one process or in two, follow
 * one another, and the later sees what the earlier left. What others are told of it is {@link
 * Telling}'s.
 */
@ApplicationScoped
public class StatusService {

  private final UserPresenceRepository people;
  private final Connections connections;
  private final Devices devices;
  private final Places places;
  private final Telling telling;
  private final PresenceConfig config;
  private final Clock clock;

  StatusService(
      UserPresenceRepository people,
      Connections connections,
      Devices devices,
      Places places,
      Telling telling,
      PresenceConfig config,
      Clock clock) {
    this.people = people;
    this.connections = connections;
    this.devices = devices;
    this.places = places;
    this.telling = telling;
    this.config = config;
    this.clock = clock;
  }

  /**
   * A connection that was entered in this transaction.
   *
   * @param person whose it is
   * @param profile what the token said of the person
   * @param at when it opened, by the gateway's clock
   */
  public record Opening(PersonKey person, PersonProfile profile, Instant at) {}

  /** Connections were entered in this transaction; their order is kept. */
  public void connectionsOpened(List<Opening> openings) {
    var firstSeen = new LinkedHashMap<PersonKey, Instant>();
    openings.forEach(opening -> firstSeen.putIfAbsent(opening.person(), opening.at()));
    Map<PersonKey, UserPresence> presences = people.lockOrCreate(firstSeen);
    for (Opening opening : openings) {
      UserPresence presence = presences.get(opening.person());
      presence.describe(opening.profile());
      presence.seen(opening.at());
    }
    decide(firstSeen.keySet().stream().map(presences::get).toList());
  }

  /** Connections were struck out in this transaction; when each person's last one ended. */
  public void connectionsClosed(Map<PersonKey, Instant> closed) {
    List<UserPresence> locked = people.lock(closed.keySet());
    locked.forEach(presence -> presence.seen(closed.get(presence.person())));
    decide(locked);
  }

  /**
   * The gateway's connections count no longer, or count again: has everybody's status who has one
   * there decided by the next sweep.
   */
  public void reconsiderAllOf(String gatewayId) {
    people.checkAllOf(gatewayId, clock.instant());
  }

  /**
   * The clock was set back: everybody is decided anew by the next sweep, so that nobody is waited
   * for, or taken for in use, until it shows again what it showed before.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void clockWasSetBack() {
    devices.clockWasSetBack();
    Instant now = clock.instant();
    people.checkReachable(now, now.plus(config.grace()));
  }

  /**
   * Decides the statuses that are due, a batch of them, in a transaction of its own. Safe to run in
   * several replicas at once: each takes rows that no other has locked.
   *
   * @return whether there may be more
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean sweep() {
    List<UserPresence> due = people.lockDue(clock.instant(), config.sweepBatch());
    decide(due);
    return due.size() == config.sweepBatch();
  }

  /**
   * Clients said in this transaction that they are used, or idle: those whose status that may
   * change are decided by the next sweep.
   *
   * @param used each person, and whether the client is used
   * @param haveNewDevices those of them of whom a client has said so for the first time: so far it
   *     was in use without an end, now it may become idle by its silence
   */
  public void used(Map<PersonKey, Boolean> used, Collection<PersonKey> haveNewDevices) {
    if (!used.isEmpty()) {
      Instant now = clock.instant();
      people.enter(used.keySet().stream().collect(Collectors.toMap(person -> person, _ -> now)));
      people.checkIfOtherwise(used, haveNewDevices, now);
    }
  }

  /** What these people do has changed in this transaction. */
  public void doingChanged(Collection<PersonKey> changed) {
    if (!changed.isEmpty()) {
      people.markDoing(changed);
    }
  }

  /**
   * A person says how they want to be seen.
   *
   * @param profile what the token said of them
   */
  public OwnPresenceView choose(PersonKey person, PersonProfile profile, PresenceWish wish) {
    Instant now = clock.instant();
    UserPresence presence = people.lockOrCreate(Map.of(person, now)).get(person);
    presence.describe(profile);
    OwnPresenceView before = presence.ownView();
    if (wish.choice() != null) {
      presence.choose(wish.choice(), wish.choiceExpiresAt());
    }
    if (wish.message() != null) {
      wish.message()
          .ifPresentOrElse(
              text -> presence.say(text, wish.messageExpiresAt()), () -> presence.say(null, null));
    }
    if (wish.visibility() != null) {
      presence.showTo(wish.visibility());
    }
    decide(List.of(presence));
    OwnPresenceView after = presence.ownView();
    if (!PresenceEvent.PresenceSettingsUpdated.of(before)
        .equals(PresenceEvent.PresenceSettingsUpdated.of(after))) {
      telling.tellOwn(person, after);
    }
    return after;
  }

  /**
   * Two people have become contacts in this transaction, or are no more: who shows themselves to
   * contacts only is shown to the other, or isn't any longer.
   */
  public void contactsChanged(PersonKey one, PersonKey other, boolean connected) {
    for (UserPresence presence : people.lock(List.of(one, other))) {
      if (presence.isForContacts()) {
        PersonKey reader = presence.person().equals(one) ? other : one;
        presence.beNews();
        telling.tellOne(
            reader, connected ? presence.contactView(null) : presence.publicViewAsNews());
      }
    }
  }

  private void decide(List<UserPresence> locked) {
    if (locked.isEmpty()) {
      return;
    }
    Map<PersonKey, ClientUse> use =
        connections.use(locked.stream().map(UserPresence::person).toList());
    Instant now = clock.instant();
    Instant heardUntil =
        use.size() < locked.size() ? connections.heardUntil(now, config.lagPatience()) : now;
    var comeOrGone = new ArrayList<PersonKey>();
    for (UserPresence presence : locked) {
      boolean wasSeen = presence.isSeenByEverybody();
      presence.look(
          Optional.ofNullable(use.get(presence.person())), now, heardUntil, config.grace());
      if (presence.isSeenByEverybody() != wasSeen) {
        comeOrGone.add(presence.person());
      }
    }
    places.changedFor(comeOrGone);
  }
}
