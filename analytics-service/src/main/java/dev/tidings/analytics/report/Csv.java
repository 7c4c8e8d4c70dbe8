package dev.tidings.analytics.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables as CSV.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class Csv {

  private static final String METRICS =
      "visitors,visitors_low,visitors_high,visits,pageviews,events,bounce_rate,views_per_visit,"
          + "average_visit_ms,engaged_ms,scroll_depth,revenue";

  private final StringBuilder text = new StringBuilder();

  /** A table with these columns, and no row. */
  public Csv(List<String> columns) {
    row(columns);
  }

  static String of(OverviewView overview) {
    var csv = new Csv(columns("from", "to"));
    for (OverviewView each = overview; each != null; each = each.comparison()) {
      csv.row(cells(List.of(each.from().toString(), each.to().toString()), each.metrics()));
    }
    return csv.toString();
  }

  static String of(SeriesView series) {
    var csv = new Csv(columns("at"));
    for (SeriesView.PointView point : series.points()) {
      csv.row(cells(List.of(point.at().toString()), point.metrics()));
    }
    return csv.toString();
  }

  static String of(BreakdownView breakdown) {
    var csv = new Csv(columns(breakdown.dimension()));
    for (BreakdownView.RowView row : breakdown.rows()) {
      csv.row(cells(List.of(row.value()), row.metrics()));
    }
    return csv.toString();
  }

  private static List<String> columns(String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(METRICS.split(","))).toList();
  }

  private static List<?> cells(List<String> first, MetricsView metrics) {
    var cells = new ArrayList<Object>(first);
    cells.add(metrics.visitors().value());
    cells.add(metrics.visitors().low());
    cells.add(metrics.visitors().high());
    cells.add(metrics.visits());
    cells.add(metrics.pageviews());
    cells.add(metrics.events());
    cells.add(metrics.bounceRate());
    cells.add(metrics.viewsPerVisit());
    cells.add(metrics.averageVisitMs());
    cells.add(metrics.engagedMs());
    cells.add(metrics.scrollDepth());
    cells.add(money(metrics.revenue()));
    return cells;
  }

  /** Amounts with their currencies. */
  public static String money(List<MoneyView> amounts) {
    return amounts.stream().map(MoneyView::text).collect(Collectors.joining("; "));
  }

  /** Adds a row; null is an empty cell. */
  public void row(List<?> cells) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    text.append("\r\n");
  }

  /** What a visitor made up must not be a formula where the table is opened. */
  private static String cell(Object value) {
    if (value == null || value instanceof Number) {
      return value == null ? "" : value.toString();
    }
    String cell = value.toString();
    if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
      cell = "'" + cell;
    }
    return cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
