package dev.tidings.notification.preference;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/** How often notifications come together instead of one by one. */
public enum DigestFrequency {
  /** One by one. */
  OFF,
  /** Whenever the clock on the wall shows a full hour. */
  HOURLY,
  /** Once a day, at the person's time. */
  DAILY,
  /** Once a week, on the person's day at the person's time. */
  WEEKLY;

  /** A week, and a day on either side for zones that once left out a day. */
  private static final int DAYS_AHEAD = 9;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException if there is no such frequency
   */
  @JsonCreator
  public static DigestFrequency of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /**
   * When the digest is due that takes what comes now: always later than now.
   *
   * @param at the person's time of day for digests
   * @param day the person's day for weekly digests
   * @throws IllegalStateException if notifications come one by one
   */
  public Instant next(Instant now, ZoneId zone, LocalTime at, DayOfWeek day) {
    return switch (this) {
      case OFF -> throw new IllegalStateException("What comes one by one is in no digest");
      case HOURLY -> nextFullHour(now, zone);
      case DAILY -> nextDay(now, zone, at, null);
      case WEEKLY -> nextDay(now, zone, at, day);
    };
  }

  private static Instant nextFullHour(Instant now, ZoneId zone) {
    Instant from = now;
    while (true) {
      LocalDateTime local = LocalDateTime.ofInstant(from, zone);
      LocalDateTime full = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      Instant due = from.plus(Duration.between(local, full));
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change == null || change.getInstant().isAfter(due)) {
        return due;
      }
      LocalDateTime after = change.getDateTimeAfter();
      if (after.equals(after.truncatedTo(ChronoUnit.HOURS))) {
        return change.getInstant();
      }
      from = change.getInstant();
    }
  }

  private static Instant nextDay(Instant now, ZoneId zone, LocalTime at, DayOfWeek only) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
      LocalDate date = today.plusDays(ahead);
      Instant due = LocalEdge.BEGIN.at(date.atTime(at), zone);
      if (due.isAfter(now) && (only == null || date.getDayOfWeek() == only)) {
        return due;
      }
    }
    throw new IllegalStateException("No day of " + zone + " after " + now);
  }
}
