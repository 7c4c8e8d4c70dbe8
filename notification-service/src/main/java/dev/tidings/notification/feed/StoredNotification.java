package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification with what the list doesn't show of it.
 *
 * @param owner whose it is
 * @param view what its owner sees, once it is in the list
 * @param handling how it is to be treated
 * @param listed whether it is in the list
 * @param replacedBy the one of the same collapse key that took its place; null for none
 */
public record StoredNotification(
    RecipientKey owner, NotificationView view, Handling handling, boolean listed, UUID replacedBy) {

  /** When it was read; null while it is not. */
  public Instant readAt() {
    return view.readAt();
  }
}
