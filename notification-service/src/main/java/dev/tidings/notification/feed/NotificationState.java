package dev.tidings.notification.feed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person has done with a notification: always one of these. */
public enum NotificationState {
  /** In the list, to be read. */
  UNREAD,
  /** In the list. */
  READ,
  /** Put away. */
  ARCHIVED,
  /** Out of the list until a time, at which it comes back to be read. */
  SNOOZED;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if there is no such state
   */
  @JsonCreator
  public static NotificationState of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
