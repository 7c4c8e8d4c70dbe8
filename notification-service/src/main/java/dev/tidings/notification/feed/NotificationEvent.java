package dev.tidings.notification.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What this service announces to a person's devices on {@code notification.user.v1}. */
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
   */
  @RegisterForReflection
  record UnreadCount(long count) implements NotificationEvent {
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
}
