package dev.tidings.platform.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How topics come to be. */
@ConfigMapping(prefix = "tidings.kafka")
public interface TopicConfig {

  /** Whether the service creates the topics that it owns when it starts, if they don't exist. */
  @WithDefault("false")
  boolean createTopics();

  /** How many copies of each partition a topic that is created here gets. */
  @WithDefault("1")
  short replicationFactor();

  /** How long the start waits for Kafka before it fails. */
  @WithDefault("60s")
  Duration createTimeout();
}
