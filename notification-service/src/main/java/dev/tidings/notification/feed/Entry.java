package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.UUID;

/** What stands in a person's list: a notification of their own, or a broadcast as they see it. */
sealed interface Entry permits Notification, SeenBroadcast {

  /** Which. */
  UUID id();

  /** What the person has done with it. */
  NotificationState state();

  /** What the person sees. */
  NotificationView view();

  /** It has been read, and stands in the list. */
  void read(Instant now);

  /**
   * It is to be read, and stands in the list.
   *
   * @param place the next in the person's sequence
   */
  void reopen(long place);

  /** It is put away, and so has been read. */
  void archive(Instant now);
}
