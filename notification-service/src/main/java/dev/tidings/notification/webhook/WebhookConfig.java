package dev.tidings.notification.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The operator's endpoints; a channel without one is not set up. */
@ConfigMapping(prefix = "tidings.notification.webhook")
public interface WebhookConfig {

  /** Sends text messages. */
  Endpoint sms();

  /** Does whatever else the operator wants with notifications. */
  Endpoint webhook();

  /** How long an endpoint may take. */
  @WithDefault("15s")
  Duration timeout();

  /** An endpoint. */
  interface Endpoint {

    /** Where it is. */
    Optional<URI> url();

    /** What it verifies signatures by: {@code whsec_} and 24 to 64 bytes in Base64. */
    Optional<String> secret();
  }
}
