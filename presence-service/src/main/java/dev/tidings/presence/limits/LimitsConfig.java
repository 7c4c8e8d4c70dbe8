package dev.tidings.presence.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What people may ask for. Every number holds for one replica. */
@ConfigMapping(prefix = "tidings.presence.limits")
public interface LimitsConfig {

  /** Requests of one person each second. */
  @WithDefault("20")
  @Min(1)
  int requestsPerUser();

  /** Requests of one person at once. */
  @WithDefault("200")
  @Min(1)
  int requestBurstPerUser();
}
