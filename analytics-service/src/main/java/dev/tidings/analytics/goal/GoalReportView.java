package dev.tidings.analytics.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.analytics.report.MoneyView;
import dev.tidings.analytics.report.UniquesView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * How many reached the goals of a site.
 *
 * @param visitors all visitors of the period
 */
@RegisterForReflection
public record GoalReportView(
    String site,
    Instant from,
    Instant to,
    String timezone,
    UniquesView visitors,
    List<ReachedView> goals) {

  public GoalReportView {
    goals = List.copyOf(goals);
  }

  /**
   * How many reached a goal.
   *
   * @param conversions how often it was reached
   * @param visitors by how many visitors
   * @param conversionRate the part of all visitors, from 0 to 1; absent if there were none
   * @param revenue of an event: what it brought in, by currency; absent if nothing
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReachedView(
      GoalView goal,
      long conversions,
      UniquesView visitors,
      Double conversionRate,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MoneyView> revenue) {

    public ReachedView {
      revenue = revenue == null ? List.of() : List.copyOf(revenue);
    }
  }
}
