package dev.tidings.notification.feed;

import dev.tidings.notification.feed.NotificationRepository.Floor;
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
  private static final long FIRST_SEQ = 0;

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
   * the soonest first. A page may have fewer than the limit, even none, and still lead further:
   * then it was looked at so many that the rest is for the next.
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
    Optional<Floor> floor = notifications.floor(owner, filter, ownBefore);
    List<Notification> own =
        notifications.page(
            owner, filter, floor.map(Floor::seq).orElse(FIRST_SEQ), ownBefore, limit + 1);
    // What is below the floor was not looked at; broadcasts that came before it have to wait.
    Instant unseen = own.size() > limit ? null : floor.map(Floor::at).orElse(null);
    List<SeenBroadcast> seen = broadcasts.page(owner, filter, seenBefore, limit + 1);
    var views = new ArrayList<NotificationView>();
    int nextOwn = 0;
    int nextSeen = 0;
    while (views.size() < limit && nextOwn + nextSeen < own.size() + seen.size()) {
      boolean takeOwn =
          nextSeen == seen.size()
              || nextOwn < own.size()
                  && !own.get(nextOwn).createdAt().isBefore(seen.get(nextSeen).view().createdAt());
      if (!takeOwn
          && nextOwn == own.size()
          && unseen != null
          && !seen.get(nextSeen).view().createdAt().isAfter(unseen)) {
        break;
      }
      if (takeOwn) {
        ownBefore = own.get(nextOwn).seq();
        views.add(own.get(nextOwn++).view());
      } else {
        seenBefore = seen.get(nextSeen).seq();
        views.add(seen.get(nextSeen++).view());
      }
    }
    boolean more = unseen != null || nextOwn + nextSeen < own.size() + seen.size();
    if (unseen != null && nextOwn == own.size()) {
      ownBefore = floor.orElseThrow().seq();
    }
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

  /**
   * A notification of the person's own, in the list or not, or what carries a broadcast to them.
   */
  @Transactional
  public Optional<StoredNotification> find(RecipientKey owner, UUID id) {
    return notifications
        .find(owner, id)
        .flatMap(
            found ->
                found.carries() == null
                    ? Optional.of(found.stored())
                    : broadcasts.find(owner, found.carries()).map(found::stored));
  }

  /** What carries the broadcast to the person's other channels, if anything does. */
  @Transactional
  public Optional<UUID> carrier(RecipientKey owner, UUID broadcast) {
    return broadcasts.carrier(owner, broadcast);
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
