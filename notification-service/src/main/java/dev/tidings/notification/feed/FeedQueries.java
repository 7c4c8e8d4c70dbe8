package dev.tidings.notification.feed;

import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers questions about a person's notifications. */
@ApplicationScoped
public class FeedQueries {

  private final RecipientRepository recipients;
  private final NotificationRepository notifications;

  FeedQueries(RecipientRepository recipients, NotificationRepository notifications) {
    this.recipients = recipients;
    this.notifications = notifications;
  }

  /**
   * The person's notifications, newest first.
   *
   * @param cursor where the page before ended; null for the first
   */
  @Transactional
  public Page<NotificationView> page(
      RecipientKey owner, FeedFilter filter, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
    List<Notification> rows = notifications.page(owner, filter, before, limit + 1);
    Page<Notification> page = Page.ofOneMore(rows, limit, row -> Cursor.of(row.seq()));
    return new Page<>(
        page.items().stream().map(Notification::view).toList(),
        page.nextCursor(),
        page.prevCursor());
  }

  /** A notification of the person's, in the list or not. */
  @Transactional
  public Optional<StoredNotification> find(RecipientKey owner, UUID id) {
    return notifications.find(owner, id).map(Notification::stored);
  }

  /** How many are unread. */
  @Transactional
  public UnreadCountView unreadCount(RecipientKey owner) {
    return new UnreadCountView(
        recipients.findByIdOptional(owner).map(Recipient::unreadCount).orElse(0L));
  }
}
