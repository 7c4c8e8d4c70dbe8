package dev.tidings.notification.activity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may see an activity. */
public enum Visibility {
  /** Everybody in the workspace. */
  PUBLIC,
  /** The members of a chat room, or the holders of roles. */
  TEAM,
  /** People who are named. */
  PRIVATE;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Visibility of(String value) {
    for (Visibility visibility : values()) {
      if (visibility.value().equals(value)) {
        return visibility;
      }
    }
    throw new IllegalArgumentException(value);
  }
}
