package dev.tidings.notification.feed;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A person's place in their notifications. Changed only while its row is locked. */
@Entity
@Table(name = "recipients")
class Recipient {

  @EmbeddedId private RecipientKey key;

  @Column(name = "last_seq")
  private long lastSeq;

  @Column(name = "unread_count")
  private long unreadCount;

  protected Recipient() {}

  /** Draws the sequence number of one more notification, which is unread. */
  long receive() {
    unreadCount++;
    return ++lastSeq;
  }

  /** One unread notification has been read. */
  void read() {
    unreadCount--;
  }

  /** Every notification has been read. */
  void readAll() {
    unreadCount = 0;
  }

  RecipientKey key() {
    return key;
  }

  long unreadCount() {
    return unreadCount;
  }
}
