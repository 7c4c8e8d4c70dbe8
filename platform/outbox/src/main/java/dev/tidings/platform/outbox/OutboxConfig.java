package dev.tidings.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is relayed to Kafka. */
@ConfigMapping(prefix = "tidings.outbox")
public interface OutboxConfig {

  /** Whether this process may relay; off in processes that only answer requests. */
  @WithDefault("true")
  boolean enabled();

  /**
   * How many rows are read and published at once. Consumers must remember at least this many ids.
   */
  @WithDefault("1000")
  int batchSize();

  /**
   * How long the active relay sleeps when nothing wakes it, and a standby between two candidacies.
   */
  @WithDefault("500ms")
  Duration pollInterval();

  /**
   * How long lies at least between the beginnings of two batches, unless the first was full: an
   * event that comes alone is published at once, of many that come one after the other several
   * together.
   */
  @WithDefault("10ms")
  Duration pace();

  /** The same after a batch of {@code crowd} rows or more. */
  @WithDefault("25ms")
  Duration crowdedPace();

  /** How many rows a batch has when so many events come that fewer, larger batches are better. */
  @WithDefault("12")
  int crowd();

  /** How long the relay pauses after a failure of PostgreSQL or Kafka. */
  @WithDefault("1s")
  Duration retryInterval();

  /** How often the backlog is measured for the metrics. */
  @WithDefault("5s")
  Duration lagInterval();
}
