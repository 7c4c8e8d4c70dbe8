package dev.tidings.notification.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a notification matters. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Priority of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
