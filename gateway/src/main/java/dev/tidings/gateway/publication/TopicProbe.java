package dev.tidings.gateway.publication;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jboss.logging.Logger;

/** Asks Kafka whether a topic can be written to. Safe for use by several threads. */
@Singleton
public final class TopicProbe {

  private static final Logger LOG = Logger.getLogger(TopicProbe.class);

  private final Map<String, Object> kafka;
  private Admin admin;

  TopicProbe(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /** Whether every partition of the topic has a leader; false too if Kafka doesn't say in time. */
  public boolean isReachable(String topic, Duration timeout) {
    try {
      TopicDescription description =
          admin()
              .describeTopics(List.of(topic))
              .topicNameValues()
              .get(topic)
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return description.partitions().stream()
          .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("Topic %s is not reachable: %s", topic, e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(kafka);
    }
    return admin;
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(2));
    }
  }
}
