package dev.tidings.chat.moderation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of a report. */
public enum ReportStatus {
  OPEN,
  /** Something was done. */
  RESOLVED,
  /** There was nothing to be done. */
  DISMISSED;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReportStatus of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
