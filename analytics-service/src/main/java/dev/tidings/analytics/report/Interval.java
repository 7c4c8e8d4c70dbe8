package dev.tidings.analytics.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tidings.analytics.rollup.Span;
import dev.tidings.platform.problem.ProblemException;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a point of a series is, on the clock of the period's time zone. */
public enum Interval {
  HOUR,
  DAY,
  /** From Monday on. */
  WEEK,
  MONTH;

  private static final int MOST_POINTS = 800;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The interval of a name.
   *
   * @param wire null for days, or hours if there are at most two days
   * @throws ProblemException {@code validation-failed}
   */
  static Interval of(String wire, Period period) {
    if (wire == null) {
      return ChronoUnit.HOURS.between(period.from(), period.to()) <= 49 ? HOUR : DAY;
    }
    for (Interval interval : values()) {
      if (interval.wire().equals(wire)) {
        return interval;
      }
    }
    throw ProblemException.invalid("?interval", "is one of hour, day, week, month");
  }

  /**
   * The intervals of a period; the first and the last may be cut by it.
   *
   * @throws ProblemException {@code validation-failed} if they are too many
   */
  List<Span> of(Period period) {
    var spans = new ArrayList<Span>();
    ZonedDateTime at = period.from();
    while (at.isBefore(period.to())) {
      ZonedDateTime next = next(at);
      ZonedDateTime end = next.isBefore(period.to()) ? next : period.to();
      spans.add(new Span(at.toInstant(), end.toInstant()));
      if (spans.size() > MOST_POINTS) {
        throw ProblemException.invalid(
            "?interval", "is longer: there are at most " + MOST_POINTS + " points");
      }
      at = end;
    }
    return spans;
  }

  /** The beginning of the next interval. Where clocks are put back, an hour comes twice. */
  private ZonedDateTime next(ZonedDateTime at) {
    return switch (this) {
      case HOUR -> at.plusHours(1).minusMinutes(at.getMinute()).truncatedTo(ChronoUnit.MINUTES);
      case DAY -> at.toLocalDate().plusDays(1).atStartOfDay(at.getZone());
      case WEEK ->
          at.toLocalDate()
              .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
              .atStartOfDay(at.getZone());
      case MONTH ->
          at.toLocalDate().with(TemporalAdjusters.firstDayOfNextMonth()).atStartOfDay(at.getZone());
    };
  }
}
