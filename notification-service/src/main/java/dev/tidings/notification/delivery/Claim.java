package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this worker has for the time of a lease.
 *
 * @param id which
 * @param person for whom
 * @param channel on which channel
 * @param notificationId the notification; null for a digest
 * @param digestAt when the digest was due; null for a notification
 * @param attempts how many there were, with the one that begins
 * @param number tells it from earlier and later claims
 * @param waited whether it has waited for the person to see it in the app
 */
record Claim(
    UUID id,
    RecipientKey person,
    DeliveryChannel channel,
    UUID notificationId,
    Instant digestAt,
    int attempts,
    long number,
    boolean waited) {

  boolean isDigest() {
    return digestAt != null;
  }
}
