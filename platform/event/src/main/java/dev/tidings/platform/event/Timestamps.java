package dev.tidings.platform.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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

  /** {@code 0000-00-00T00:00:00.000Z}, of which the digits are replaced. */
  private static final String SHAPE = "0000-00-00T00:00:00.000Z";

  private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int NANOS_OF_MILLI = 1_000_000;

  private Timestamps() {}

  /** The text form of the time. Without the formatter, which costs as much as all of an event. */
  public static String format(Instant time) {
    long second = time.getEpochSecond();
    if (second < FIRST_SECOND || second > LAST_SECOND) {
      return FORMAT.format(time);
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_DAY));
    int ofDay = Math.floorMod(second, SECONDS_OF_DAY);
    byte[] text = SHAPE.getBytes(ISO_8859_1);
    digits(text, 0, 4, date.getYear());
    digits(text, 5, 2, date.getMonthValue());
    digits(text, 8, 2, date.getDayOfMonth());
    digits(text, 11, 2, ofDay / 3600);
    digits(text, 14, 2, ofDay / 60 % 60);
    digits(text, 17, 2, ofDay % 60);
    digits(text, 20, 3, time.getNano() / NANOS_OF_MILLI);
    return new String(text, ISO_8859_1);
  }

  private static void digits(byte[] text, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] += (byte) (rest % 10);
      rest /= 10;
    }
  }

  /**
   * Reads any RFC 3339 time, with any offset.
   *
   * @throws java.time.format.DateTimeParseException if the text is none
   */
  public static Instant parse(String text) {
    return hasShape(text) ? shaped(text) : any(text);
  }

  private static Instant any(String text) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
  }

  /** Whether the text is one of {@link #format}'s but for the range of its numbers. */
  private static boolean hasShape(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char shape = SHAPE.charAt(i);
      char given = text.charAt(i);
      if (shape == '0' ? given < '0' || given > '9' : given != shape) {
        return false;
      }
    }
    return true;
  }

  private static Instant shaped(String text) {
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (month == 0
        || month > 12
        || day == 0
        || day > YearMonth.of(number(text, 0, 4), month).lengthOfMonth()
        || hour > 23
        || minute > 59
        || second > 59) {
      return any(text); // which says what is wrong
    }
    long days = LocalDate.of(number(text, 0, 4), month, day).toEpochDay();
    return Instant.ofEpochSecond(
        days * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second,
        number(text, 20, 3) * (long) NANOS_OF_MILLI);
  }

  private static int number(String text, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
