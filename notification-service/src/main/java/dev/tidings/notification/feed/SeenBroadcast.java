package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.UUID;

/** A broadcast as one person sees it. */
final class SeenBroadcast implements Entry {

  private final long seq;
  private final NotificationView shown;
  private Long unreadSince;
  private Instant readAt;
  private Instant archivedAt;

  SeenBroadcast(long seq, NotificationView shown) {
    this.seq = seq;
    this.shown = shown;
    this.readAt = shown.readAt();
    this.archivedAt = shown.archivedAt();
  }

  @Override
  public UUID id() {
    return UUID.fromString(shown.id());
  }

  @Override
  public NotificationState state() {
    if (archivedAt != null) {
      return NotificationState.ARCHIVED;
    }
    return readAt == null ? NotificationState.UNREAD : NotificationState.READ;
  }

  @Override
  public void read(Instant now) {
    archivedAt = null;
    readAt = readAt == null ? now : readAt;
  }

  @Override
  public void reopen(long place) {
    archivedAt = null;
    readAt = null;
    unreadSince = place;
  }

  @Override
  public void archive(Instant now) {
    read(now);
    archivedAt = now;
  }

  /** The person's own copy of it, to be kept for later. */
  NewNotification copyFor(RecipientKey person) {
    return new NewNotification(
        person,
        shown.type(),
        shown.priority(),
        shown.title(),
        shown.body(),
        shown.image(),
        shown.actions(),
        shown.link(),
        shown.data(),
        "broadcast:" + shown.id(),
        new Handling(null, null, shown.expiresAt()));
  }

  @Override
  public NotificationView view() {
    return new NotificationView(
        shown.id(),
        shown.type(),
        shown.priority(),
        shown.title(),
        shown.body(),
        shown.image(),
        shown.actions(),
        shown.link(),
        shown.data(),
        shown.createdAt(),
        readAt,
        archivedAt,
        null,
        shown.expiresAt(),
        1,
        null,
        seq);
  }

  long seq() {
    return seq;
  }

  Long unreadSince() {
    return unreadSince;
  }

  Instant readAt() {
    return readAt;
  }

  Instant archivedAt() {
    return archivedAt;
  }
}
