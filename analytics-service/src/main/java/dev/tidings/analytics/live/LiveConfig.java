package dev.tidings.analytics.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How live numbers are announced. */
@ConfigMapping(prefix = "tidings.analytics.live")
public interface LiveConfig {

  /** Whether this process announces live numbers; replicas take turns by themselves. */
  @WithDefault("true")
  boolean enabled();

  /**
   * How long after its end a bucket is announced, so that hits of its last moment are in. Later
   * ones are announced by another update of the same bucket.
   */
  @WithDefault("250ms")
  Duration settleTime();

  /** A visitor counts as present so long after the last hit. */
  @WithDefault("5m")
  Duration presentFor();

  /** How long live buckets are kept. */
  @WithDefault("1h")
  Duration window();
}
