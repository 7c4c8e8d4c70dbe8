package dev.tidings.analytics.rollup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hours and days are summed up. */
@ConfigMapping(prefix = "tidings.analytics.rollup")
public interface RollupConfig {

  /** Whether this process sums up; replicas share the work by themselves. */
  @WithDefault("true")
  boolean enabled();

  /** How often it looks for hours to sum up. */
  @WithDefault("20s")
  String every();

  /** An hour is summed up when nothing has changed in it for so long. */
  @WithDefault("1m")
  Duration quiet();

  /** An hour in which something changes all the time is summed up after so long all the same. */
  @WithDefault("10m")
  Duration patience();

  /**
   * How many values a dimension may have in an hour or day; the rarer ones are summed up as one.
   * What is asked for of such a stretch is read from its rows while they are kept, which takes
   * longer.
   */
  @WithDefault("5000")
  int maxValues();

  /**
   * How long the sums of hours by dimension are kept. Those of everything together, of which a time
   * zone's days are made, are kept as long as those of days.
   */
  @WithDefault("90d")
  Duration hourRetention();

  /** How long the sums of days are kept. */
  @WithDefault("730d")
  Duration dayRetention();
}
