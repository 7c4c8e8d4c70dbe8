package dev.tidings.notification.feed;

/** A person's place in their notifications. Changed only while its row is locked. */
final class Recipient {

  private final RecipientKey key;
  private long lastSeq;
  private long unreadCount;
  private long readThrough;
  private long broadcastsReadThrough;

  Recipient(
      RecipientKey key,
      long lastSeq,
      long unreadCount,
      long readThrough,
      long broadcastsReadThrough) {
    this.key = key;
    this.lastSeq = lastSeq;
    this.unreadCount = unreadCount;
    this.readThrough = readThrough;
    this.broadcastsReadThrough = broadcastsReadThrough;
  }

  /** Draws the next place in the person's sequence. */
  long next() {
    return ++lastSeq;
  }

  /** So many more of the person's own are unread; fewer if it is negative. */
  void unread(long more) {
    unreadCount += more;
  }

  /** Everything has been read, broadcasts up to the given one. */
  void readAll(long lastBroadcast) {
    unreadCount = 0;
    readThrough = lastSeq;
    broadcastsReadThrough = Math.max(broadcastsReadThrough, lastBroadcast);
  }

  RecipientKey key() {
    return key;
  }

  long lastSeq() {
    return lastSeq;
  }

  /** How many of the person's own are unread. */
  long unreadCount() {
    return unreadCount;
  }

  /** What became unread up to this place has been read. */
  long readThrough() {
    return readThrough;
  }

  /** Broadcasts up to this one have been read. */
  long broadcastsReadThrough() {
    return broadcastsReadThrough;
  }
}
