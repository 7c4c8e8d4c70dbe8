package dev.tidings.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N4: digests come by the clock on the wall, one per window whatever happens to clocks. */
class DigestFrequencyTest {

  private static final LocalTime EIGHT = LocalTime.of(8, 0);

  @ParameterizedTest(name = "{0} {1} after {2}")
  @CsvSource({
    "hourly, Europe/Berlin, 2026-01-15T10:00:00Z, 2026-01-15T11:00:00Z",
    "hourly, Europe/Berlin, 2026-01-15T10:59:59.999999999Z, 2026-01-15T11:00:00Z",
    "hourly, Asia/Kathmandu, 2026-01-15T10:00:00Z, 2026-01-15T10:15:00Z",
    "hourly, Australia/Lord_Howe, 2026-04-04T14:40:00Z, 2026-04-04T15:30:00Z",
    "hourly, Australia/Lord_Howe, 2026-10-03T15:10:00Z, 2026-10-03T16:00:00Z",
    "hourly, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
    "daily, Europe/Berlin, 2026-01-15T06:59:59Z, 2026-01-15T07:00:00Z",
    "daily, Europe/Berlin, 2026-01-15T07:00:00Z, 2026-01-16T07:00:00Z",
    "daily, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
    "daily, Asia/Kathmandu, 2026-01-15T07:00:00Z, 2026-01-16T02:15:00Z",
    "weekly, America/New_York, 2026-03-02T13:00:00Z, 2026-03-09T12:00:00Z",
    "weekly, Pacific/Apia, 2011-12-28T12:00:00Z, 2012-01-01T18:00:00Z",
  })
  void shouldBeDueByTheClockOnTheWall(String frequency, ZoneId zone, Instant now, Instant due) {
    assertThat(DigestFrequency.of(frequency).next(now, zone, EIGHT, DayOfWeek.MONDAY))
        .isEqualTo(due);
  }

  @ParameterizedTest(name = "daily at {1} in {0} after {2}")
  @CsvSource({
    // Skipped: the first instant after the change. Repeated: the first of both, and once only.
    "Europe/Berlin, 02:30, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "Europe/Berlin, 02:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "Australia/Lord_Howe, 02:15, 2026-10-03T12:00:00Z, 2026-10-03T15:30:00Z",
    "Pacific/Apia, 08:00, 2011-12-29T18:00:00Z, 2011-12-30T10:00:00Z",
  })
  void shouldMeetClocksThatAreChanged(ZoneId zone, LocalTime at, Instant now, Instant due) {
    assertThat(DigestFrequency.DAILY.next(now, zone, at, DayOfWeek.MONDAY)).isEqualTo(due);
  }

  /** Full hours are those at which a look at the clock every minute sees one. */
  @ParameterizedTest(name = "{0} around {1}")
  @CsvSource({
    "Europe/Berlin, 2026-03-29",
    "Europe/Berlin, 2026-10-25",
    "America/New_York, 2026-11-01",
    "Australia/Lord_Howe, 2026-04-05",
    "Australia/Lord_Howe, 2026-10-04",
    "Asia/Kathmandu, 1985-12-31",
    "Pacific/Apia, 2011-12-30",
  })
  void shouldAgreeWithLookingAtTheClockEveryMinute(ZoneId zone, LocalDate around) {
    Instant start = around.minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
    var fullHours = new TreeSet<Instant>();
    for (int minute = 0; minute < 5 * 24 * 60; minute++) {
      Instant instant = start.plus(minute, ChronoUnit.MINUTES);
      if (LocalDateTime.ofInstant(instant, zone).getMinute() == 0) {
        fullHours.add(instant);
      }
    }
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(around.toEpochDay());
    for (int look = 0; look < 500; look++) {
      Instant now = start.plus(Duration.ofSeconds(random.nextInt(4 * 24 * 3600)));
      assertThat(DigestFrequency.HOURLY.next(now, zone, EIGHT, DayOfWeek.MONDAY))
          .as("%s in %s", now, zone)
          .isEqualTo(fullHours.higher(now));
    }
  }
}
