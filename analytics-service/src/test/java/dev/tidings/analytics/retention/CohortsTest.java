package dev.tidings.analytics.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.retention.RetentionView.CohortView;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-A4: who comes back. */
class CohortsTest {

  private static final LocalDate SUNDAY = LocalDate.parse("2026-03-01");

  @Test
  void shouldCountWhoComesBackOnWhichDay() {
    var cohorts = new Cohorts(ChronoUnit.DAYS);
    cohorts.add("old", SUNDAY.minusDays(9));
    cohorts.add("old", SUNDAY);
    cohorts.add("a", SUNDAY);
    cohorts.add("a", SUNDAY.plusDays(2));
    cohorts.add("b", SUNDAY);
    cohorts.add("b", SUNDAY);
    cohorts.add("c", SUNDAY.plusDays(1));
    cohorts.add("later", SUNDAY.plusDays(3));
    assertThat(cohorts.between(SUNDAY, SUNDAY.plusDays(3)))
        .containsExactly(
            new CohortView(SUNDAY, 2, List.of(2L, 0L, 1L)),
            new CohortView(SUNDAY.plusDays(1), 1, List.of(1L, 0L)));
  }

  @Test
  void shouldBeginWeeksOnMondaysAndMonthsOnFirsts() {
    var weeks = new Cohorts(ChronoUnit.WEEKS);
    weeks.add("a", SUNDAY);
    weeks.add("a", SUNDAY.plusDays(1));
    assertThat(weeks.between(SUNDAY, SUNDAY.plusDays(8)))
        .containsExactly(new CohortView(LocalDate.parse("2026-02-23"), 1, List.of(1L, 1L)));
    var months = new Cohorts(ChronoUnit.MONTHS);
    months.add("a", LocalDate.parse("2026-01-31"));
    assertThat(months.between(LocalDate.parse("2026-01-15"), SUNDAY))
        .containsExactly(new CohortView(LocalDate.parse("2026-01-01"), 1, List.of(1L, 0L)));
    assertThat(new Cohorts(ChronoUnit.DAYS).between(SUNDAY, SUNDAY.plusDays(1))).isEmpty();
  }
}
