package dev.tidings.platform.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a verified token need not be verified again. */
@ConfigMapping(prefix = "tidings.identity.verified-tokens")
public interface VerifiedTokensConfig {

  /** How many tokens are remembered at most, about 4 kB each; 0 verifies each request's. */
  @WithDefault("5000")
  int maxCount();

  /** How long a token counts as verified: how long a key that was withdrawn may still be used. */
  @WithDefault("1m")
  Duration maxAge();
}
