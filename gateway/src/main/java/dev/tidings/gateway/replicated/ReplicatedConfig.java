package dev.tidings.gateway.replicated;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the replicas' logs are read and written. */
@ConfigMapping(prefix = "tidings.gateway.replicated")
public interface ReplicatedConfig {

  /** How long to wait before a failed reader is replaced, or a missing topic looked for again. */
  @WithDefault("500ms")
  Duration retryDelay();

  /** How long an append may take before it has failed. */
  @WithDefault("5s")
  Duration appendTimeout();
}
