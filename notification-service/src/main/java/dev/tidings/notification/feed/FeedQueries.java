package dev.tidings.notification.feed;

import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers questions about a person's notifications. */
@ApplicationScoped
public class FeedQueries {

  private static final UUID FIRST_ID = new UUID(0, 0);

  private final RecipientRepository recipients;
  private final NotificationRepository notifications;
  private final BroadcastRepository broadcasts;

  FeedQueries(
      RecipientRepository recipients,
      NotificationRepository notifications,
      BroadcastRepository broadcasts) {
    this.recipients = recipients;
    this.notifications = notifications;
    this.broadcasts = broadcasts;
  }

  /**
   * The person's notifications with the broadcasts that they see, newest first; what is snoozed,
   * the soonest first.
   *
   * @param cursor where the page before ended; null for the first
   */
  @Transactional
  public Page<NotificationView> page(
      RecipientKey owner, FeedFilter filter, String cursor, int limit) {
    return filter.shelf() == FeedFilter.Shelf.SNOOZED
        ? snoozed(owner, filter, cursor, limit)
        : merged(owner, filter, cursor, limit);
  }

  /** Each of the two lists has an order of its own; the one with the later head goes on. */
  private Page<NotificationView> merged(
      RecipientKey owner, FeedFilter filter, String cursor, int limit) {
    Cursor before =
        cursor == null ? Cursor.of(Long.MAX_VALUE, Long.MAX_VALUE) : Cursor.decode(cursor, 2);
    long ownBefore = before.number(0);
    long seenBefore = before.number(1);
    List<Notification> own = notifications.page(owner, filter, ownBefore, limit + 1);
    List<SeenBroadcast> seen = broadcasts.page(owner, filter, seenBefore, limit + 1);
    var views = new ArrayList<NotificationView>();
    int nextOwn = 0;
    int nextSeen = 0;
    while (views.size() < limit && nextOwn + nextSeen < own.size() + seen.size()) {
      boolean takeOwn =
          nextSeen == seen.size()
              || nextOwn < own.size()
                  && !own.get(nextOwn).createdAt().isBefore(seen.get(nextSeen).view().createdAt());
      if (takeOwn) {
        ownBefore = own.get(nextOwn).seq();
        views.add(own.get(nextOwn++).view());
      } else {
        seenBefore = seen.get(nextSeen).seq();
        views.add(seen.get(nextSeen++).view());
      }
    }
    boolean more = nextOwn + nextSeen < own.size() + seen.size();
    return new Page<>(views, more ? Cursor.of(ownBefore, seenBefore).encode() : null, null);
  }

  private Page<NotificationView> snoozed(
      RecipientKey owner, FeedFilter filter, String cursor, int limit) {
    Cursor after = cursor == null ? Cursor.of(Instant.EPOCH, FIRST_ID) : Cursor.decode(cursor, 2);
    List<NotificationView> rows =
        notifications.snoozed(owner, filter, after.instant(0), after.uuid(1), limit + 1).stream()
            .map(Notification::view)
            .toList();
    return Page.ofOneMore(rows, limit, row -> Cursor.of(row.snoozedUntil(), row.id()));
  }

  /** A notification of the person's own, in the list or not. */
  @Transactional
  public Optional<StoredNotification> find(RecipientKey owner, UUID id) {
    return notifications.find(owner, id).map(Notification::stored);
  }

  /** A broadcast that the person sees. */
  @Transactional
  public Optional<NotificationView> broadcast(RecipientKey owner, UUID id) {
    return broadcasts.find(owner, id).map(SeenBroadcast::view);
  }

  /** How many are unread. */
  @Transactional
  public UnreadCountView unreadCount(RecipientKey owner) {
    UnreadCountView known = recipients.unread(List.of(owner)).get(owner);
    return known == null ? new UnreadCountView(0, broadcasts.lastSeq(owner.workspace())) : known;
  }
}
