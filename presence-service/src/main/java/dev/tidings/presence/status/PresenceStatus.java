package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What others see of a person's availability. */
public enum PresenceStatus {
  /** At least one connection, or the last one ended less than the grace ago. */
  ONLINE,
  /** None. */
  OFFLINE;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PresenceStatus of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
