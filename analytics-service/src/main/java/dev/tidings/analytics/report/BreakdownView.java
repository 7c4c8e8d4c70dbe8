package dev.tidings.analytics.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * A site's numbers of a period by the values of a dimension.
 *
 * @param rows the values with the most visitors first; {@code (other)} stands for many rare ones
 * @param more how many values there are besides
 */
@RegisterForReflection
public record BreakdownView(
    String site,
    Instant from,
    Instant to,
    String timezone,
    String dimension,
    List<RowView> rows,
    long more) {

  public BreakdownView {
    rows = List.copyOf(rows);
  }

  /**
   * The numbers of a value.
   *
   * @param value empty for what has none
   */
  @RegisterForReflection
  public record RowView(String value, MetricsView metrics) {}
}
