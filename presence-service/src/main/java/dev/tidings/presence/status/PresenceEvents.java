package dev.tidings.presence.status;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Leaves the events of status changes in the outbox, in the transaction of the change. */
@ApplicationScoped
class PresenceEvents {

  private final Outbox outbox;
  private final EventIds ids;
  private final Clock clock;

  PresenceEvents(Outbox outbox, EventIds ids, Clock clock) {
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Announces the present status of people whose rows are locked. */
  void announce(List<UserPresence> changed) {
    if (!changed.isEmpty()) {
      outbox.append(PresenceTopics.STATUS, changed.stream().map(this::event).toList());
    }
  }

  private CloudEvent event(UserPresence presence) {
    var update = PresenceEvent.PresenceUpdate.of(presence.view());
    return new CloudEvent(
        ids.next(),
        "/presence-service",
        update.type(),
        clock.instant(),
        Channel.of("user", update.userId()).value(),
        presence.person().workspace(),
        Channel.WORKSPACE,
        Map.of(),
        Json.bytes(update));
  }
}
