package dev.tidings.presence.status;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import dev.tidings.presence.PresenceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves the events of status changes in the outbox, in the transaction of the change. Each goes to
 * the person's own presence channel, for whoever watches that person. While few people of the
 * workspace are online it goes to the workspace's channel too, which everybody hears; with many,
 * that would be deliveries by the square of their number.
 */
@ApplicationScoped
class PresenceEvents {

  private final Outbox outbox;
  private final UserPresenceRepository people;
  private final PresenceConfig config;
  private final EventIds ids;
  private final Clock clock;

  PresenceEvents(
      Outbox outbox,
      UserPresenceRepository people,
      PresenceConfig config,
      EventIds ids,
      Clock clock) {
    this.outbox = outbox;
    this.people = people;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Announces the present status of people whose rows are locked. */
  void announce(List<UserPresence> changed) {
    if (changed.isEmpty()) {
      return;
    }
    Set<String> small =
        changed.stream()
            .map(presence -> presence.person().workspace())
            .distinct()
            .filter(this::isSmall)
            .collect(Collectors.toSet());
    var events = new ArrayList<CloudEvent>();
    for (UserPresence presence : changed) {
      events.add(event(presence, Channel.of("presence", presence.person().userId())));
      if (small.contains(presence.person().workspace())) {
        events.add(event(presence, Channel.WORKSPACE));
      }
    }
    outbox.append(PresenceTopics.STATUS, events);
  }

  private boolean isSmall(String workspace) {
    return people.countOnline(workspace, config.broadcastLimit() + 1) <= config.broadcastLimit();
  }

  private CloudEvent event(UserPresence presence, Channel channel) {
    var update = PresenceEvent.PresenceUpdate.of(presence.view());
    return new CloudEvent(
        ids.next(),
        "/presence-service",
        update.type(),
        clock.instant(),
        Channel.of("user", update.userId()).value(),
        presence.person().workspace(),
        channel,
        Map.of(),
        Json.bytes(update));
  }
}
