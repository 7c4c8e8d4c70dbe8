package dev.tidings.gateway.support;

import dev.tidings.platform.testkit.server.SharedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The services' topics, which they would have made, and a consumer group of this run's own. */
public class EventTopics implements QuarkusTestResourceLifecycleManager {

  private static final int PARTITIONS = 12;

  @Override
  public Map<String, String> start() {
    SharedServers.get()
        .createTopics(
            List.of(
                "chat.room.v1",
                "notification.user.v1",
                "activity.feed.v1",
                "presence.status.v1",
                "analytics.live.v1"),
            PARTITIONS);
    return Map.of("tidings.gateway.ingress.group", "gateway-ingress-" + UUID.randomUUID());
  }

  @Override
  public void stop() {
    // the broker is shared and goes away by itself
  }
}
