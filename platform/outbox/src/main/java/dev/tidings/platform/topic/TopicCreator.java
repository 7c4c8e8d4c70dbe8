package dev.tidings.platform.topic;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the service's topics at its start, before anything consumes or publishes. */
@Singleton
public final class TopicCreator {

  /** Before SmallRye's channels and the relay start. */
  private static final int BEFORE_MESSAGING = 1;

  private static final Logger LOG = Logger.getLogger(TopicCreator.class);

  private final TopicConfig config;
  private final Map<String, Object> kafka;
  private final List<TopicSpec> topics;

  TopicCreator(
      TopicConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Instance<TopicSpec> topics) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics.stream().toList();
  }

  void onStart(@Observes @Priority(BEFORE_MESSAGING) StartupEvent event) {
    if (config.createTopics()) {
      create();
    }
  }

  private void create() {
    Map<String, Object> settings = new HashMap<>(kafka);
    int timeout = Math.toIntExact(config.createTimeout().toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, 10_000));
    try (Admin admin = Admin.create(settings)) {
      var created =
          admin.createTopics(
              topics.stream()
                  .map(
                      topic ->
                          new NewTopic(topic.name(), topic.partitions(), config.replicationFactor())
                              .configs(topic.settings()))
                  .toList());
      for (var entry : created.values().entrySet()) {
        await(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void await(String topic, Future<?> created) {
    try {
      created.get();
      LOG.infof("Created topic %s", topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Topic " + topic + " could not be created", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while topics were created", e);
    }
  }
}
