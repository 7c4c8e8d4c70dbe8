package dev.tidings.gateway.livesync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What may be published over HTTP. */
@ConfigMapping(prefix = "tidings.gateway.live-sync")
public interface LiveSyncConfig {

  /** How many events one request may hold. */
  @WithDefault("1000")
  int maxBatch();

  /** When to try again after Kafka was away. */
  @WithDefault("2s")
  Duration retryAfter();

  /** How long the status waits for Kafka before it calls it unreachable. */
  @WithDefault("2s")
  Duration statusTimeout();
}
