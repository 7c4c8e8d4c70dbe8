package dev.tidings.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.analytics.rollup.Dimension;
import dev.tidings.analytics.rollup.Filter;
import dev.tidings.analytics.rollup.Span;
import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-A4: any time, in any time zone. */
class PeriodTest {

  private static final Instant NOW = Instant.parse("2026-03-29T10:15:00Z");

  @Test
  void shouldBeThirtyDaysUpToTodayByDefault() {
    Period period = Period.of(null, null, null, NOW);
    assertThat(period.span())
        .isEqualTo(
            new Span(Instant.parse("2026-02-28T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z")));
  }

  /** On the day on which clocks are put forward, Berlin's day has 23 hours. */
  @Test
  void shouldFollowTheClocksOfItsZone() {
    Period day = Period.of("2026-03-29", "2026-03-29", "Europe/Berlin", NOW);
    assertThat(Duration.between(day.from(), day.to())).hasHours(23);
    assertThat(Interval.HOUR.of(day)).hasSize(23);
    Period back = Period.of("2026-10-25", "2026-10-25", "Europe/Berlin", NOW);
    assertThat(Interval.HOUR.of(back)).hasSize(25);
    assertThat(Interval.DAY.of(back)).hasSize(1);
    assertThat(day.previous().span().from()).isEqualTo("2026-03-27T23:00:00Z");
    assertThat(Duration.between(day.previous().from(), day.previous().to())).hasHours(24);
  }

  @Test
  void shouldHaveHoursOfZonesWithOddOffsets() {
    Period day = Period.of("2026-03-01", "2026-03-01", "Asia/Kathmandu", NOW);
    assertThat(Interval.HOUR.of(day)).hasSize(24);
    assertThat(Interval.HOUR.of(day).getFirst().from()).isEqualTo("2026-02-28T18:15:00Z");
  }

  /** Where clocks go forward at midnight, the day begins at one. */
  @Test
  void shouldBeginWhereTheDayBegins() {
    Period day = Period.of("2026-04-24", "2026-04-24", "Africa/Cairo", NOW);
    assertThat(day.from().getHour()).isEqualTo(1);
    assertThat(Interval.DAY.of(day)).hasSize(1);
  }

  @Test
  void shouldCutWeeksAndMonths() {
    Period period = Period.of("2026-01-30", "2026-03-02", "UTC", NOW);
    assertThat(Interval.MONTH.of(period)).hasSize(3);
    assertThat(Interval.WEEK.of(period)).hasSize(6);
    assertThat(Interval.WEEK.of(period).get(1).from()).isEqualTo("2026-02-02T00:00:00Z");
  }

  @Test
  void shouldCompareWithTheYearBefore() {
    Period leap = Period.of("2028-02-29", "2028-02-29", "UTC", NOW);
    assertThat(leap.yearBefore().span().from()).isEqualTo("2027-02-28T00:00:00Z");
    Period hours = Period.of("2026-03-01T10:00:00Z", "2026-03-01T12:00:00+01:00", "UTC", NOW);
    assertThat(hours.previous().span().from()).isEqualTo("2026-03-01T09:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02, 2026-03-01, UTC",
    "2020-01-01, 2026-03-01, UTC",
    "2026-02-30, 2026-03-01, UTC",
    "yesterday, 2026-03-01, UTC",
    "2026-03-01, 2026-03-01, Mars/Olympus",
  })
  void shouldRefuseWhatIsNoPeriod(String from, String to, String zone) {
    assertThatThrownBy(() -> Period.of(from, to, zone, NOW)).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldRefuseTooManyPoints() {
    Period year = Period.of("2025-03-01", "2026-03-01", "UTC", NOW);
    assertThatThrownBy(() -> Interval.HOUR.of(year)).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldReadFilters() {
    assertThat(
            Filters.parse(
                List.of("country:is:DE|FR", "page:like:/a:b/*", "prop:plan:is-not:a\\|b|")))
        .containsExactly(
            new Filter.ByDimension(Dimension.COUNTRY, Filter.Comparison.IS, List.of("DE", "FR")),
            new Filter.ByDimension(Dimension.PAGE, Filter.Comparison.LIKE, List.of("/a:b/*")),
            new Filter.ByProperty("plan", Filter.Comparison.IS_NOT, List.of("a|b")));
    assertThat(Filters.parse(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "country", "country:is", "planet:is:Mars", "country:equals:DE", "prop::is:a"})
  void shouldRefuseWhatIsNoFilter(String filter) {
    assertThatThrownBy(() -> Filters.parse(List.of(filter))).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldWriteTablesThatAreNoFormulas() {
    var csv = new Csv(List.of("page", "views"));
    csv.row(List.of("=cmd()", 3));
    csv.row(Arrays.asList("a,\"b\"\nc", null));
    csv.row(List.of("日本", -1));
    assertThat(csv).hasToString("page,views\r\n'=cmd(),3\r\n\"a,\"\"b\"\"\nc\",\r\n日本,-1\r\n");
  }
}
