package dev.tidings.gateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which tokens are taken, besides {@code mp.jwt.verify.*}. */
@ConfigMapping(prefix = "tidings.gateway.tokens")
public interface TokenConfig {

  /**
   * The longest time from a token's {@code iat} to its {@code exp}; tokens with a longer life are
   * refused. Revocations are kept for so long, so that no revoked token outlives its revocation.
   */
  @WithDefault("7D")
  Duration maxLife();

  /**
   * How long a token that was found good is taken without another look at its signature; its end
   * and its revocation always count. So long a signing key outlives its withdrawal.
   */
  @WithDefault("60s")
  Duration trust();
}
