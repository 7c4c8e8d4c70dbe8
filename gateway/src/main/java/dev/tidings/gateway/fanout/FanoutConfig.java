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

  /** How long to wait before a failed consumer is replaced. */
  @WithDefault("1s")
  Duration retryDelay();
}
