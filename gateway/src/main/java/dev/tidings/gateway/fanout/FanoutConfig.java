package dev.tidings.gateway.fanout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are read from Kafka. */
@ConfigMapping(prefix = "tidings.gateway.fanout")
public interface FanoutConfig {

  /** The largest value of an event, in bytes; larger ones are skipped and counted. */
  @WithDefault("262144")
  int maxEventBytes();

  /**
   * How many event ids of each partition are remembered to drop repetitions; more than a relay's
   * batch.
   */
  @WithDefault("4096")
  int duplicateWindow();

  /** How often topics that don't exist yet are looked for. */
  @WithDefault("500ms")
  Duration missingTopicInterval();

  /** How often known topics are checked for new partitions and for having been made anew. */
  @WithDefault("10s")
  Duration topicInterval();

  /**
   * How far back reading begins when a replica starts, so that it can give what was missed in that
   * time to clients of the replica before it; it is ready when it has read that.
   */
  @WithDefault("60s")
  Duration rewind();

  /** How long a client that connects before the replica is ready waits, until it is sent away. */
  @WithDefault("30s")
  Duration readyTimeout();

  /** How long to wait before a failed consumer is replaced. */
  @WithDefault("1s")
  Duration retryDelay();
}
