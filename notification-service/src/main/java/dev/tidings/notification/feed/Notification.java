package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.UUID;

/** One notification of one person. */
final class Notification implements Entry {

  private final UUID id;
  private final NewNotification made;
  private Long seq;
  private Long unreadSince;
  private Instant createdAt;
  private Instant readAt;
  private Instant archivedAt;
  private Instant snoozedUntil;
  private Instant notBefore;
  private int count = 1;
  private UUID replaces;
  private UUID replacedBy;
  private UUID carries;

  /** A notification that is not in the list yet. */
  Notification(UUID id, NewNotification made, Instant createdAt) {
    this.id = id;
    this.made = made;
    this.createdAt = createdAt;
    this.notBefore = made.handling().notBefore();
  }

  /** A notification as it is stored. */
  Notification(
      UUID id, NewNotification made, Place place, Times times, Collapsed collapsed, UUID carries) {
    this(id, made, times.createdAt());
    this.seq = place.seq();
    this.unreadSince = place.unreadSince();
    this.readAt = times.readAt();
    this.archivedAt = times.archivedAt();
    this.snoozedUntil = times.snoozedUntil();
    this.count = collapsed.count();
    this.replaces = collapsed.replaces();
    this.replacedBy = collapsed.replacedBy();
    this.carries = carries;
  }

  /**
   * Where it is in its owner's sequence.
   *
   * @param seq its place in the list; null while it is not there
   * @param unreadSince the place at which it last became unread; null if it never was in the list
   */
  record Place(Long seq, Long unreadSince) {}

  /** What happened to it when; null where nothing did. */
  record Times(Instant createdAt, Instant readAt, Instant archivedAt, Instant snoozedUntil) {}

  /**
   * What it has to do with others of its collapse key.
   *
   * @param count how many it stands for
   * @param replaces whose place it took
   * @param replacedBy which took its place
   */
  record Collapsed(int count, UUID replaces, UUID replacedBy) {}

  /**
   * Puts it into the list, where it comes now.
   *
   * @param place the next in the person's sequence
   */
  void enter(long place, Instant now) {
    seq = place;
    unreadSince = place;
    createdAt = now;
    readAt = null;
    snoozedUntil = null;
  }

  /** Takes the place of another of its collapse key. */
  void replace(UUID other, int othersCount) {
    replaces = other;
    count = othersCount + 1;
  }

  /** Another one has taken its place. */
  void giveWay(UUID successor) {
    seq = null;
    replacedBy = successor;
  }

  /** Takes it out of the list until then. */
  void snooze(Instant until) {
    seq = null;
    unreadSince = null;
    readAt = null;
    archivedAt = null;
    snoozedUntil = until;
    notBefore = until;
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

  /** Whether it is in the list or put away. */
  boolean listed() {
    return seq != null;
  }

  /** Whether its owner can name it: those that are not yet due and those replaced are not shown. */
  boolean shown() {
    return listed() || snoozedUntil != null;
  }

  /** With what the list doesn't show. */
  StoredNotification stored() {
    return new StoredNotification(
        made.recipient(),
        view(),
        new Handling(made.handling().collapseKey(), notBefore, made.handling().expiresAt()),
        listed(),
        replacedBy);
  }

  /** The same of one that carries a broadcast: what its owner sees and has read is that. */
  StoredNotification stored(SeenBroadcast broadcast) {
    return new StoredNotification(made.recipient(), broadcast.view(), made.handling(), false, null);
  }

  @Override
  public NotificationState state() {
    if (snoozedUntil != null) {
      return NotificationState.SNOOZED;
    }
    if (archivedAt != null) {
      return NotificationState.ARCHIVED;
    }
    return readAt == null ? NotificationState.UNREAD : NotificationState.READ;
  }

  @Override
  public NotificationView view() {
    return new NotificationView(
        id.toString(),
        made.type(),
        made.priority(),
        made.title(),
        made.body(),
        made.image(),
        made.actions(),
        made.link(),
        made.data(),
        createdAt,
        readAt,
        archivedAt,
        snoozedUntil,
        made.handling().expiresAt(),
        count,
        replaces == null ? null : replaces.toString(),
        null);
  }

  @Override
  public UUID id() {
    return id;
  }

  NewNotification made() {
    return made;
  }

  RecipientKey owner() {
    return made.recipient();
  }

  Long seq() {
    return seq;
  }

  Long unreadSince() {
    return unreadSince;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant notBefore() {
    return notBefore;
  }

  UUID replacedBy() {
    return replacedBy;
  }

  /** The broadcast that it carries to its owner's other channels; null for none. */
  UUID carries() {
    return carries;
  }
}
