package dev.tidings.notification.webhook;

import dev.tidings.notification.feed.NotificationView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * The body of a request.
 *
 * @param type always {@code notification.delivery}
 * @param timestamp when it was sent
 * @param data what is to be delivered
 */
@RegisterForReflection
record WebhookMessage(String type, Instant timestamp, Data data) {

  /**
   * What is to be delivered.
   *
   * @param channel by which channel
   * @param workspace the tenant
   * @param userId to whom
   * @param phone their number in E.164 form; null if none is known
   * @param digest whether several come together
   * @param notifications at least one
   */
  @RegisterForReflection
  record Data(
      String channel,
      String workspace,
      String userId,
      String phone,
      boolean digest,
      List<NotificationView> notifications) {}
}
