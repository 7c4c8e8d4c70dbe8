package dev.tidings.gateway.support;

import dev.tidings.platform.testkit.server.SharedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The services' topics, which they would have made, and a consumer group of this run's own. */
public class EventTopics implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", SharedServers.get().kafkaBootstrapServers()))) {
      for (String topic :
          List.of(
              "chat.room.v1",
              "notification.user.v1",
              "activity.feed.v1",
              "presence.status.v1",
              "analytics.live.v1")) {
        create(admin, topic);
      }
    }
    return Map.of("tidings.gateway.ingress.group", "gateway-ingress-" + UUID.randomUUID());
  }

  private static void create(Admin admin, String topic) {
    try {
      admin.createTopics(List.of(new NewTopic(topic, 12, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // the broker is shared and goes away by itself
  }
}
