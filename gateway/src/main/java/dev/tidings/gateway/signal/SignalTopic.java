package dev.tidings.gateway.signal;

import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The topic of what clients do. */
final class SignalTopic {

  static final String NAME = "gateway.signal.v1";

  private static final int PARTITIONS = 12;
  private static final Duration RETENTION = Duration.ofHours(1);

  @Produces
  @Singleton
  @Named("signal")
  TopicSpec signal() {
    return new TopicSpec(NAME, PARTITIONS, RETENTION, TopicSpec.Cleanup.DELETE);
  }
}
