package dev.tidings.analytics.report;

import dev.tidings.analytics.rollup.Span;
import dev.tidings.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * The time that a report is about, on the clock of a time zone.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
public record Period(ZonedDateTime from, ZonedDateTime to) {

  private static final int DEFAULT_DAYS = 30;
  private static final Duration LONGEST = Duration.ofDays(732);

  /**
   * The period of a request.
   *
   * @param from a date, from its beginning on, or a time with offset; null for 30 days
   * @param to a date, up to its end, or a time with offset; null for today
   * @param zone an IANA name or an offset; null for UTC
   * @throws ProblemException {@code validation-failed}
   */
  public static Period of(String from, String to, String zone, Instant now) {
    ZoneId zoneId = zone(zone);
    LocalDate today = LocalDate.ofInstant(now, zoneId);
    ZonedDateTime end =
        to == null ? today.plusDays(1).atStartOfDay(zoneId) : read(to, "?to", zoneId, 1);
    ZonedDateTime begin =
        from == null ? end.minusDays(DEFAULT_DAYS) : read(from, "?from", zoneId, 0);
    if (!begin.isBefore(end)) {
      throw ProblemException.invalid("?from", "is before 'to'");
    }
    if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
      throw ProblemException.invalid("?from", "is at most two years before 'to'");
    }
    return new Period(begin, end);
  }

  private static ZoneId zone(String zone) {
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw ProblemException.invalid("?timezone", "is an IANA time zone, such as Europe/Berlin");
    }
  }

  private static ZonedDateTime read(String text, String pointer, ZoneId zone, int daysAfter) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(zone)
          : OffsetDateTime.parse(text).atZoneSameInstant(zone);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(
          pointer, "is a date, such as 2026-03-01, or a time with its offset");
    }
  }

  public ZoneId zone() {
    return from.getZone();
  }

  public Span span() {
    return new Span(from.toInstant(), to.toInstant());
  }

  /** The period of the same length that ends where this begins. */
  public Period previous() {
    if (isDays()) {
      return new Period(
          from.minusDays(ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate())), from);
    }
    return new Period(from.minus(Duration.between(from, to)), from);
  }

  /** The same period of the year before. */
  public Period yearBefore() {
    return new Period(from.minusYears(1), to.minusYears(1));
  }

  private boolean isDays() {
    return from.toLocalTime().equals(LocalTime.MIDNIGHT)
        && to.toLocalTime().equals(LocalTime.MIDNIGHT);
  }
}
