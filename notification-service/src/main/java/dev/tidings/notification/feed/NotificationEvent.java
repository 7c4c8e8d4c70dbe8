package dev.tidings.notification.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What this service announces on {@code notification.user.v1}: to a person's devices, and of
 * broadcasts to those of a workspace or role.
 */
public sealed interface NotificationEvent {

  /** The wire type. */
  String type();

  /**
   * A notification has come.
   *
   * @param notification the notification, which is the event's data
   */
  @RegisterForReflection
  record Created(@JsonValue NotificationView notification) implements NotificationEvent {
    @Override
    public String type() {
      return "NOTIFICATION";
    }
  }

  /**
   * The number of unread notifications has changed.
   *
   * @param count the exact number now
   * @param broadcastsThrough the number of the newest broadcast that is counted: one that comes
   *     with a higher number is one more
   */
  @RegisterForReflection
  record UnreadCount(long count, long broadcastsThrough) implements NotificationEvent {
    @Override
    public String type() {
      return "UNREAD_COUNT";
    }
  }

  /**
   * Some notifications have been read, on whichever device.
   *
   * @param ids which
   */
  @RegisterForReflection
  record Read(List<String> ids) implements NotificationEvent {

    public Read {
      ids = List.copyOf(ids);
    }

    @Override
    public String type() {
      return "NOTIFICATIONS_READ";
    }
  }

  /**
   * All notifications have been read, on whichever device.
   *
   * @param all always true; tells this form from the other
   * @param upTo the id of the newest that is meant, with all that the list shows after it
   */
  @RegisterForReflection
  record AllRead(boolean all, String upTo) implements NotificationEvent {
    @Override
    public String type() {
      return "NOTIFICATIONS_READ";
    }
  }

  /**
   * Some notifications are in another state, on whichever device, in a way that no other event
   * tells.
   *
   * @param ids which
   * @param state the state that they are in
   * @param until when they come back; null unless they are snoozed
   */
  @RegisterForReflection
  record Updated(List<String> ids, NotificationState state, Instant until)
      implements NotificationEvent {

    public Updated {
      ids = List.copyOf(ids);
    }

    @Override
    public String type() {
      return "NOTIFICATIONS_UPDATED";
    }
  }

  /**
   * Some notifications are gone.
   *
   * @param ids which
   */
  @RegisterForReflection
  record Deleted(List<String> ids) implements NotificationEvent {

    public Deleted {
      ids = List.copyOf(ids);
    }

    @Override
    public String type() {
      return "NOTIFICATIONS_DELETED";
    }
  }
}
