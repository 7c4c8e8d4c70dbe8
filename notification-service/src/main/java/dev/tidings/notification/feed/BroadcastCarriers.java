package dev.tidings.notification.feed;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import dev.tidings.platform.event.EventIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes what carries a broadcast to the other channels of those who see it. */
@ApplicationScoped
public class BroadcastCarriers {

  private final BroadcastRepository broadcasts;
  private final EventIds ids;
  private final Clock clock;

  BroadcastCarriers(BroadcastRepository broadcasts, EventIds ids, Clock clock) {
    this.broadcasts = broadcasts;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes them for the next people after the given one, in the order of their ids.
   *
   * @return what was made, a row of each person's own; none if nobody is left
   */
  @Transactional(MANDATORY)
  public List<Arrival> make(String workspace, UUID broadcast, String after, int limit) {
    List<RecipientKey> people = broadcasts.audience(workspace, broadcast, after, limit);
    if (people.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    SeenBroadcast seen = broadcasts.find(people.getFirst(), broadcast).orElseThrow();
    List<Arrival> made =
        people.stream()
            .map(person -> new Arrival(UUID.fromString(ids.next()), seen.copyFor(person), now))
            .toList();
    broadcasts.carry(broadcast, made);
    return made;
  }
}
