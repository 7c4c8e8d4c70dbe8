package dev.tidings.chat.moderation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody thinks is wrong with a message. */
public enum ReportReason {
  SPAM,
  ABUSE,
  HARASSMENT,
  ILLEGAL,
  OTHER;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReportReason of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
