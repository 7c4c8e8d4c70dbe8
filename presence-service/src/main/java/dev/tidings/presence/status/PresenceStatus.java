package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What others see of a person's availability. */
public enum PresenceStatus {
  /** Connected, or the last connection ended less than the grace ago; some client is in use. */
  ONLINE,
  /** As {@link #ONLINE}, but every client is idle, or the person chose so. */
  AWAY,
  /** As {@link #ONLINE}, and the person chose not to be disturbed. */
  BUSY,
  /** Not connected, or not to be seen. */
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
