package dev.tidings.analytics.retention;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Who came back, by when they came first.
 *
 * @param interval {@code day}, {@code week} or {@code month}
 * @param cohorts the oldest first; empty if the site tells of no visitor who they are
 */
@RegisterForReflection
public record RetentionView(
    String site,
    Instant from,
    Instant to,
    String timezone,
    String interval,
    List<CohortView> cohorts) {

  public RetentionView {
    cohorts = List.copyOf(cohorts);
  }

  /**
   * Visitors who came first in the same interval.
   *
   * @param firstSeen the interval's first day
   * @param visitors how many they are
   * @param returned how many of them came in each interval from the first on; it ends with the
   *     period
   */
  @RegisterForReflection
  public record CohortView(LocalDate firstSeen, long visitors, List<Long> returned) {
    public CohortView {
      returned = List.copyOf(returned);
    }
  }
}
