package dev.tidings.analytics.report;

import dev.tidings.analytics.report.BreakdownView.RowView;
import dev.tidings.analytics.report.SeriesView.PointView;
import dev.tidings.analytics.rollup.Breakdown;
import dev.tidings.analytics.rollup.Dimension;
import dev.tidings.analytics.rollup.Filter;
import dev.tidings.analytics.rollup.SiteReader;
import dev.tidings.analytics.rollup.Span;
import dev.tidings.analytics.rollup.Tally;
import dev.tidings.analytics.site.Site;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes reports. */
@Singleton
public final class Reports {

  private static final Breakdown ALL = new Breakdown.All();

  private final SiteReader reader;

  Reports(SiteReader reader) {
    this.reader = reader;
  }

  OverviewView overview(
      Site site, Period period, Optional<Period> comparison, List<Filter> filters) {
    return new OverviewView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        MetricsView.of(tally(site, period, filters)),
        comparison.map(other -> overview(site, other, Optional.empty(), filters)).orElse(null));
  }

  /** Everything of a period as one; null if there was nothing. */
  public Tally tally(Site site, Period period, List<Filter> filters) {
    return reader
        .read(site.workspace(), site.key(), List.of(period.span()), ALL, filters)
        .getFirst()
        .get("");
  }

  /** Hits of a period, but no visits, as one; null if there was nothing. */
  public Tally hits(Site site, Period period, List<Filter> filters) {
    return reader.hits(site.workspace(), site.key(), period.span(), filters);
  }

  SeriesView series(
      Site site,
      Period period,
      Optional<Period> comparison,
      Interval interval,
      List<Filter> filters) {
    List<Span> spans = interval.of(period);
    List<Map<String, Tally>> read = reader.read(site.workspace(), site.key(), spans, ALL, filters);
    var points = new ArrayList<PointView>();
    for (int i = 0; i < spans.size(); i++) {
      points.add(new PointView(spans.get(i).from(), MetricsView.of(read.get(i).get(""))));
    }
    return new SeriesView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        interval,
        points,
        comparison
            .map(other -> series(site, other, Optional.empty(), interval, filters))
            .orElse(null));
  }

  /** Pages that were read; on others something may have happened all the same. */
  BreakdownView pages(Site site, Period period, List<Filter> filters, int limit) {
    return breakdown(
        site,
        period,
        new Breakdown.ByDimension(Dimension.PAGE),
        Dimension.PAGE.wire(),
        filters,
        limit,
        tally -> tally.pageviews() > 0);
  }

  BreakdownView breakdown(
      Site site,
      Period period,
      Breakdown breakdown,
      String dimension,
      List<Filter> filters,
      int limit) {
    boolean ofEvents =
        breakdown instanceof Breakdown.ByDimension(Dimension by) && by == Dimension.EVENT;
    return breakdown(
        site,
        period,
        breakdown,
        dimension,
        filters,
        limit,
        tally -> tally.events() > 0 || !ofEvents && tally.pageviews() + tally.visits() > 0);
  }

  private BreakdownView breakdown(
      Site site,
      Period period,
      Breakdown breakdown,
      String dimension,
      List<Filter> filters,
      int limit,
      Predicate<Tally> worthARow) {
    Map<String, Tally> byValue =
        reader
            .read(site.workspace(), site.key(), List.of(period.span()), breakdown, filters)
            .getFirst();
    List<RowView> rows =
        byValue.entrySet().stream()
            .filter(each -> worthARow.test(each.getValue()))
            .map(each -> new RowView(each.getKey(), MetricsView.of(each.getValue())))
            .sorted(
                Comparator.comparingLong((RowView row) -> row.metrics().visitors().value())
                    .thenComparingLong(row -> row.metrics().pageviews() + row.metrics().events())
                    .reversed()
                    .thenComparing(RowView::value))
            .toList();
    return new BreakdownView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        dimension,
        rows.stream().limit(limit).toList(),
        Math.max(0, rows.size() - limit));
  }
}
