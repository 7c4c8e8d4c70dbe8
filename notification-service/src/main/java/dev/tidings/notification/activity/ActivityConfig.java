package dev.tidings.notification.activity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The activity feed. */
@ConfigMapping(prefix = "tidings.notification.activity")
public interface ActivityConfig {

  /** For how long activities are kept. */
  @WithDefault("90D")
  Duration retention();

  /** How often older ones are deleted. */
  @WithDefault("1h")
  String cleanUpEvery();

  /** How many are deleted in a transaction. */
  @WithDefault("1000")
  int cleanUpBatch();
}
