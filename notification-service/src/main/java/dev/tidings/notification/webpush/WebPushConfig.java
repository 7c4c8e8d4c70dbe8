package dev.tidings.notification.webpush;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The identity by which push services know the operator; without it the channel is not set up. */
@ConfigMapping(prefix = "tidings.notification.web-push")
public interface WebPushConfig {

  /** The public key of the VAPID pair: an uncompressed P-256 point in Base64url. */
  Optional<String> publicKey();

  /** The private key of the VAPID pair: 32 bytes in Base64url. */
  Optional<String> privateKey();

  /** Where push services reach the operator: a {@code mailto:} or {@code https:} address. */
  @WithDefault("mailto:operator@localhost")
  String subject();

  /** The push services: origins, in which {@code *.} stands for any sub-domain. */
  @WithDefault(
      "https://fcm.googleapis.com,https://*.push.services.mozilla.com,"
          + "https://*.push.apple.com,https://*.notify.windows.com")
  List<String> origins();

  /** How long a push service keeps what a browser that is closed has not got. */
  @WithDefault("24h")
  Duration keep();

  /** How long a push service may take. */
  @WithDefault("15s")
  Duration timeout();
}
