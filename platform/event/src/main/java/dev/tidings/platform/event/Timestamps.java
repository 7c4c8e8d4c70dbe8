package dev.tidings.platform.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The one text form of a time on the wire: RFC 3339, UTC, always three digits of milliseconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a>
 */
public final class Timestamps {

  /** Writes {@code 2026-01-31T09:05:00.007Z}; finer fractions are cut off. */
  public static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The text form of the time. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  /**
   * Reads any RFC 3339 time, with any offset.
   *
   * @throws java.time.format.DateTimeParseException if the text is none
   */
  public static Instant parse(String text) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
  }
}
