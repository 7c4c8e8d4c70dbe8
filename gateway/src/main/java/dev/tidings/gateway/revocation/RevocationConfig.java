package dev.tidings.gateway.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many revocations are kept. Limits of each replica. */
@ConfigMapping(prefix = "tidings.gateway.revocation")
public interface RevocationConfig {

  /** How many may count at a time in all workspaces; more are refused with 429. */
  @WithDefault("100000")
  int maxLive();

  /** How many may count at a time in one workspace; more are refused with 429. */
  @WithDefault("10000")
  int maxLivePerWorkspace();
}
