package dev.tidings.gateway.announcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway shows that it lives. */
@ConfigMapping(prefix = "tidings.gateway.lease")
public interface LeaseConfig {

  /** How often the lease is renewed. */
  @WithDefault("2s")
  Duration every();

  /** How long a lease is good for; several times {@code every}. */
  @WithDefault("6s")
  Duration duration();

  /** How many announcements may wait while Kafka is away; more are dropped and counted. */
  @WithDefault("100000")
  int maxWaiting();
}
