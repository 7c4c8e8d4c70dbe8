package dev.tidings.gateway.devtoken;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What development builds need to sign tokens. */
@ConfigMapping(prefix = "tidings.development")
public interface DevelopmentConfig {

  /**
   * The file (path or {@code file:} URL) with the private key, PEM PKCS#8, that tokens are signed
   * with.
   */
  Optional<String> signingKeyLocation();

  /** The issuer of the tokens; the same as {@code mp.jwt.verify.issuer}. */
  @WithDefault("${mp.jwt.verify.issuer:https://tidings.localhost}")
  String issuer();

  /** The audience of the tokens; one of {@code mp.jwt.verify.audiences}. */
  @WithDefault("${mp.jwt.verify.audiences:tidings}")
  String audience();

  /** How long tokens are good for. */
  @WithDefault("12h")
  Duration tokenLifetime();
}
