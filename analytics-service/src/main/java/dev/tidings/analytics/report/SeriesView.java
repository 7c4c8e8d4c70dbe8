package dev.tidings.analytics.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * A site's numbers over time.
 *
 * @param points one for each interval, also where nothing happened
 * @param comparison the same of the period that it is compared with; absent if there is none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeriesView(
    String site,
    Instant from,
    Instant to,
    String timezone,
    Interval interval,
    List<PointView> points,
    SeriesView comparison) {

  public SeriesView {
    points = List.copyOf(points);
  }

  /**
   * The numbers of an interval.
   *
   * @param at when it begins
   */
  @RegisterForReflection
  public record PointView(Instant at, MetricsView metrics) {}
}
