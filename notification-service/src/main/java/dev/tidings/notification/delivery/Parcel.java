package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.NotificationView;
import dev.tidings.notification.feed.RecipientKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What is to be sent.
 *
 * @param id the same for each attempt
 * @param person to whom
 * @param zone where the person's clock hangs
 * @param notifications one, or those of a digest, the oldest first; never none
 * @param digest whether they come as a digest
 * @param collapseKey what it is about, where several of a key replace each other; null for nothing
 * @param expiresAt when it is worth nothing more; null for never
 */
public record Parcel(
    String id,
    RecipientKey person,
    ZoneId zone,
    List<NotificationView> notifications,
    boolean digest,
    String collapseKey,
    Instant expiresAt) {

  public Parcel {
    notifications = List.copyOf(notifications);
  }
}
