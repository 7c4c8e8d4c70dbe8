package dev.tidings.presence.status;

import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.PersonKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides statuses. The decision is always made from a fresh look at the connections while the
 * person's row is locked, whatever caused it: two causes at once, in one process or in two, follow
 * one another, and the later sees what the earlier left.
 */
@ApplicationScoped
public class StatusService {

  private final UserPresenceRepository people;
  private final Connections connections;
  private final PresenceEvents events;
  private final PresenceConfig config;
  private final Clock clock;

  StatusService(
      UserPresenceRepository people,
      Connections connections,
      PresenceEvents events,
      PresenceConfig config,
      Clock clock) {
    this.people = people;
    this.connections = connections;
    this.events = events;
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

  /** A connection of the person was struck out in this transaction. */
  public void connectionClosed(PersonKey person, Instant at) {
    people
        .lock(person)
        .ifPresent(
            presence -> {
              presence.seen(at);
              decide(List.of(presence));
            });
  }

  /**
   * The gateway's connections count no longer, or count again: has everybody's status who has one
   * there decided by the next sweep.
   */
  public void reconsiderAllOf(String gatewayId) {
    people.checkAllOf(gatewayId, clock.instant());
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

  private void decide(List<UserPresence> locked) {
    Set<PersonKey> connected =
        connections.connected(locked.stream().map(UserPresence::person).toList());
    Instant now = clock.instant();
    events.announce(
        locked.stream()
            .filter(
                presence ->
                    presence.decide(connected.contains(presence.person()), now, config.grace()))
            .toList());
  }
}
