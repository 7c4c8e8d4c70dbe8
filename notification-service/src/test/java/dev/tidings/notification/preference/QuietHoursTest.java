package dev.tidings.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N4: quiet hours by the clock on the wall, also on the days on which clocks are changed. */
class QuietHoursTest {

  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  @ParameterizedTest(name = "{0} {1}-{2} at {3}")
  @CsvSource({
    // Ordinary nights and days.
    "Europe/Berlin, 22:00, 07:00, 2026-01-15T21:00:00Z, 2026-01-16T06:00:00Z",
    "Europe/Berlin, 22:00, 07:00, 2026-01-15T20:59:59Z,",
    "Europe/Berlin, 22:00, 07:00, 2026-01-16T06:00:00Z,",
    "Europe/Berlin, 12:00, 13:00, 2026-07-15T10:30:00Z, 2026-07-15T11:00:00Z",
    "Asia/Kathmandu, 22:00, 06:30, 2026-03-01T16:15:00Z, 2026-03-02T00:45:00Z",
    "Asia/Kathmandu, 22:00, 06:30, 2026-03-01T16:14:59Z,",
    // A night in which an hour is missing or comes twice.
    "Europe/Berlin, 22:00, 07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
    "Europe/Berlin, 22:00, 07:00, 2026-10-24T22:00:00Z, 2026-10-25T06:00:00Z",
    "America/New_York, 22:00, 07:00, 2026-03-08T04:00:00Z, 2026-03-08T11:00:00Z",
    // An end that the change skips is the first instant after the change.
    "Europe/Berlin, 22:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
    "America/New_York, 22:00, 02:30, 2026-03-08T04:00:00Z, 2026-03-08T07:00:00Z",
    // So is a beginning.
    "Europe/Berlin, 02:30, 05:00, 2026-03-29T00:59:59Z,",
    "Europe/Berlin, 02:30, 05:00, 2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z",
    // A repeated end is the second, a repeated beginning the first.
    "Europe/Berlin, 22:00, 02:30, 2026-10-25T00:31:00Z, 2026-10-25T01:30:00Z",
    "Europe/Berlin, 02:30, 05:00, 2026-10-25T00:30:00Z, 2026-10-25T04:00:00Z",
    "Europe/Berlin, 02:30, 05:00, 2026-10-25T01:10:00Z, 2026-10-25T04:00:00Z",
    "America/New_York, 01:15, 01:45, 2026-11-01T05:15:00Z, 2026-11-01T06:45:00Z",
    // Half an hour.
    "Australia/Lord_Howe, 22:00, 02:15, 2026-10-03T13:00:00Z, 2026-10-03T15:30:00Z",
    "Australia/Lord_Howe, 22:00, 01:45, 2026-04-04T12:00:00Z, 2026-04-04T15:15:00Z",
    "Australia/Lord_Howe, 01:45, 03:00, 2026-04-04T14:44:00Z,",
    "Australia/Lord_Howe, 01:45, 03:00, 2026-04-04T14:45:00Z, 2026-04-04T16:30:00Z",
    // The day that Samoa left out: the evening of the 29th is followed by the morning of the 31st.
    "Pacific/Apia, 22:00, 07:00, 2011-12-30T09:00:00Z, 2011-12-30T17:00:00Z",
    "Pacific/Apia, 10:00, 09:00, 2011-12-29T21:00:00Z, 2011-12-30T19:00:00Z",
  })
  void shouldEndByTheClockOnTheWall(
      ZoneId zone, LocalTime from, LocalTime to, Instant now, Instant end) {
    var quiet = new QuietHours(from, to, EVERY_DAY, true);

    assertThat(quiet.endAfter(now, zone).orElse(null)).isEqualTo(end);
  }

  @Test
  void shouldHoldOnlyInTheNightsThatBeginOnTheDays() {
    var weekend =
        new QuietHours(
            LocalTime.of(22, 0),
            LocalTime.of(9, 0),
            EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
            true);
    ZoneId zone = ZoneId.of("Europe/Berlin");

    assertThat(weekend.endAfter(Instant.parse("2026-01-18T07:00:00Z"), zone)).isPresent();
    assertThat(weekend.endAfter(Instant.parse("2026-01-18T22:00:00Z"), zone)).isEmpty();
    assertThat(weekend.endAfter(Instant.parse("2026-01-16T07:00:00Z"), zone)).isEmpty();
  }

  @Test
  void shouldRefuseAWindowThatEndsWhenItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, EVERY_DAY, true));
  }

  /**
   * Random windows around every change of clocks, against a look at the clock every minute: a
   * window begins when the clock first shows the time or a later one, and ends when it shows an
   * earlier one for the last time.
   */
  @ParameterizedTest(name = "{0} around {1}")
  @CsvSource({
    "Europe/Berlin, 2026-03-29",
    "Europe/Berlin, 2026-10-25",
    "America/New_York, 2026-03-08",
    "America/New_York, 2026-11-01",
    "Australia/Lord_Howe, 2026-04-05",
    "Australia/Lord_Howe, 2026-10-04",
    "Asia/Kathmandu, 1985-12-31",
    "Asia/Kathmandu, 2026-06-01",
    "Pacific/Apia, 2011-12-30",
    "Pacific/Apia, 2012-04-01",
    "America/Havana, 2026-03-08",
    "Africa/Casablanca, 2026-02-15",
  })
  void shouldAgreeWithLookingAtTheClockEveryMinute(ZoneId zone, LocalDate around) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(around.toEpochDay());
    Instant start = around.atStartOfDay().toInstant(ZoneOffset.UTC);
    Clockface clock = new Clockface(zone, start.minus(Duration.ofDays(6)), Duration.ofDays(12));
    for (int round = 0; round < 40; round++) {
      LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
      LocalTime to = LocalTime.of(random.nextInt(24), random.nextInt(60));
      if (from.equals(to)) {
        continue;
      }
      Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
      days.removeIf(day -> random.nextInt(4) == 0);
      var quiet = new QuietHours(from, to, days, true);
      List<Instant[]> windows = clock.windows(quiet);
      for (int look = 0; look < 40; look++) {
        Instant now = start.plus(Duration.ofMinutes(random.nextInt(-2880, 2880)));
        assertThat(quiet.endAfter(now, zone).orElse(null))
            .as("%s in %s at %s", quiet, zone, now)
            .isEqualTo(endOf(windows, now));
      }
    }
  }

  private static Instant endOf(List<Instant[]> windows, Instant now) {
    Instant end = now;
    for (boolean grown = true; grown; ) {
      grown = false;
      for (Instant[] window : windows) {
        if (!window[0].isAfter(end) && end.isBefore(window[1])) {
          end = window[1];
          grown = true;
        }
      }
    }
    return end.equals(now) ? null : end;
  }

  /** What the clock shows in each minute of some days. */
  private record Clockface(List<Instant> minutes, List<LocalDateTime> shown) {

    Clockface(ZoneId zone, Instant start, Duration span) {
      this(new ArrayList<>(), new ArrayList<>());
      for (long minute = 0; minute < span.toMinutes(); minute++) {
        Instant instant = start.plus(minute, ChronoUnit.MINUTES);
        minutes.add(instant);
        shown.add(LocalDateTime.ofInstant(instant, zone));
      }
    }

    List<Instant[]> windows(QuietHours quiet) {
      var windows = new ArrayList<Instant[]>();
      LocalDate last = shown.getLast().toLocalDate().minusDays(2);
      for (LocalDate day = shown.getFirst().toLocalDate().plusDays(1);
          day.isBefore(last);
          day = day.plusDays(1)) {
        if (quiet.days().contains(day.getDayOfWeek())) {
          LocalDateTime begin = day.atTime(quiet.from());
          LocalDateTime end =
              (quiet.to().isAfter(quiet.from()) ? day : day.plusDays(1)).atTime(quiet.to());
          windows.add(new Instant[] {firstFrom(begin), lastBefore(end)});
        }
      }
      return windows;
    }

    private Instant firstFrom(LocalDateTime time) {
      for (int i = 0; i < shown.size(); i++) {
        if (!shown.get(i).isBefore(time)) {
          return minutes.get(i);
        }
      }
      throw new AssertionError(time);
    }

    private Instant lastBefore(LocalDateTime time) {
      for (int i = shown.size() - 1; i >= 0; i--) {
        if (shown.get(i).isBefore(time)) {
          return minutes.get(i).plus(1, ChronoUnit.MINUTES);
        }
      }
      throw new AssertionError(time);
    }
  }
}
