package dev.tidings.chat.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of the messages of who is forgotten. */
public enum MessagePolicy {
  /** They are deleted, and what they said is destroyed. */
  ERASE,
  /** They stay, and nobody knows who sent them. */
  ANONYMISE;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored policy. */
  static MessagePolicy of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
