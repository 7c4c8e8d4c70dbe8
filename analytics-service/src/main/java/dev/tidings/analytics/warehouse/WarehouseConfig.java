package dev.tidings.analytics.warehouse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hits get into the database, and how long they stay. */
@ConfigMapping(prefix = "tidings.analytics.warehouse")
public interface WarehouseConfig {

  /** Whether this process takes hits from Kafka; replicas share the topic's partitions. */
  @WithDefault("true")
  boolean enabled();

  /** The consumer group whose members share the partitions. */
  @WithDefault("analytics-service")
  String groupId();

  /** How many threads of this process read. */
  @WithDefault("2")
  int readers();

  /** The most hits of one transaction. */
  @WithDefault("20000")
  int maxBatch();

  /** How long hits and visits are kept; then their day is dropped. */
  @WithDefault("90d")
  Duration retention();
}
