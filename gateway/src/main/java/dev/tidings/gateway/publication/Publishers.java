package dev.tidings.gateway.publication;

import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** The producers, and the topic of what clients publish. */
final class Publishers {

  private static final int PARTITIONS = 12;
  private static final Duration RETENTION = Duration.ofHours(1);

  @Produces
  @Singleton
  @Named(Publication.BY_FRAMES)
  EventPublisher frames(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PublicationConfig config) {
    return new EventPublisher("client-frames", kafka, config);
  }

  @Produces
  @Singleton
  @Named(Publication.BY_HTTP)
  EventPublisher http(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, PublicationConfig config) {
    return new EventPublisher("live-sync", kafka, config);
  }

  void close(@Disposes @Named(Publication.BY_FRAMES) EventPublisher publisher) {
    publisher.close();
  }

  void closeHttp(@Disposes @Named(Publication.BY_HTTP) EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  @Named("client-events")
  TopicSpec clientEvents() {
    return new TopicSpec(
        Publication.CLIENT_EVENTS, PARTITIONS, RETENTION, TopicSpec.Cleanup.DELETE);
  }
}
