package dev.tidings.notification.webpush;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A browser's subscription, as its {@code PushSubscription.toJSON()} gives it.
 *
 * @param endpoint where its push service takes messages
 * @param keys what messages are encrypted by
 */
@RegisterForReflection
@Schema(name = "PushSubscription")
public record SubscribeRequest(@Schema(required = true) String endpoint, Keys keys) {

  /**
   * What messages are encrypted by, in Base64url.
   *
   * @param p256dh the browser's public key
   * @param auth the browser's secret
   */
  @RegisterForReflection
  @Schema(name = "PushSubscriptionKeys")
  public record Keys(
      @Schema(required = true) String p256dh, @Schema(required = true) String auth) {}
}
