package dev.tidings.analytics.funnel;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.funnel.FunnelView.StepView;
import dev.tidings.analytics.report.MetricsView;
import dev.tidings.analytics.report.Period;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Counts who went through steps. */
@Singleton
public final class Funnels {

  private static final int MOST_HITS = 1_000_000;

  private static final String HITS =
      """
      select visitor, occurred_at, id::text, path, null from page_views
      where workspace = ? and site = ? and occurred_at >= ? and occurred_at < ? and bot is null
        and path like any (?)
      union all
      select visitor, occurred_at, id::text, null, name from visitor_events
      where workspace = ? and site = ? and occurred_at >= ? and occurred_at < ? and bot is null
        and name like any (?)
      limit ?
      """;

  /**
   * Whose visits go over midnight has several ids. One that begins just after midnight names the id
   * of the day before too, as it may yet turn out to have begun earlier.
   */
  private static final String FORMER =
      """
      select former, visitor from visitor_sessions,
        unnest(string_to_array(former_visitors, ' ')) former
      where workspace = ? and site = ? and bot is null and ended_at >= ? and started_at < ?
        and former_visitors is not null
        and (started_at at time zone 'UTC')::date < (ended_at at time zone 'UTC')::date
      """;

  private final Sql sql;

  Funnels(Sql sql) {
    this.sql = sql;
  }

  /**
   * Counts.
   *
   * @throws ProblemException {@code report-too-large}
   */
  public FunnelView count(Site site, Period period, FunnelDefinition definition) {
    List<Step> steps = definition.steps();
    Duration window = definition.window();
    Map<String, String> later = new HashMap<>();
    sql.list(
            FORMER,
            row -> Map.entry(row.getString(1), row.getString(2)),
            site.workspace(),
            site.key(),
            period.span().from(),
            period.span().to())
        .forEach(each -> later.put(each.getKey(), each.getValue()));
    Map<String, List<StepHit>> byVisitor = new HashMap<>();
    for (StepHit hit : hits(site, period, steps)) {
      byVisitor.computeIfAbsent(last(hit.visitor, later), id -> new ArrayList<>(2)).add(hit);
    }
    var count = new FunnelCount(steps.size(), window.toMillis());
    for (List<StepHit> hits : byVisitor.values()) {
      hits.sort(Comparator.comparingLong(StepHit::at).thenComparing(StepHit::id));
      count.add(
          hits.stream().mapToLong(StepHit::at).toArray(),
          hits.stream().mapToInt(StepHit::mask).toArray());
    }
    return view(site, period, steps, window, count);
  }

  private List<StepHit> hits(Site site, Period period, List<Step> steps) {
    List<Pattern> patterns = steps.stream().map(Step::regex).toList();
    List<StepHit> hits =
        sql.list(
            HITS,
            row ->
                new StepHit(
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli(),
                    row.getString(3),
                    mask(steps, patterns, row.getString(4), row.getString(5))),
            site.workspace(),
            site.key(),
            period.span().from(),
            period.span().to(),
            likes(steps, true),
            site.workspace(),
            site.key(),
            period.span().from(),
            period.span().to(),
            likes(steps, false),
            MOST_HITS + 1);
    if (hits.size() > MOST_HITS) {
      throw new ProblemException(
          AnalyticsProblem.REPORT_TOO_LARGE,
          "The steps have more than %,d hits: ask for a shorter time.".formatted(MOST_HITS));
    }
    return hits;
  }

  private static List<String> likes(List<Step> steps, boolean pages) {
    return steps.stream().filter(step -> step.page() == pages).map(Step::like).toList();
  }

  private static int mask(List<Step> steps, List<Pattern> patterns, String path, String name) {
    int mask = 0;
    for (int i = 0; i < steps.size(); i++) {
      String value = steps.get(i).page() ? path : name;
      if (value != null && patterns.get(i).matcher(value).matches()) {
        mask |= 1 << i;
      }
    }
    return mask;
  }

  /** The id under which the visitor was seen last. */
  private static String last(String visitor, Map<String, String> later) {
    String last = visitor;
    for (String next = later.get(last); next != null; next = later.get(last)) {
      last = next;
    }
    return last;
  }

  private static FunnelView view(
      Site site, Period period, List<Step> steps, Duration window, FunnelCount count) {
    var views = new ArrayList<StepView>();
    for (int i = 0; i < steps.size(); i++) {
      long before = i == 0 ? count.reached(0) : count.reached(i - 1);
      views.add(
          new StepView(
              steps.get(i).text(),
              count.reached(i),
              before - count.reached(i),
              i == 0 || before == 0 ? null : MetricsView.ratio(count.reached(i), before),
              count.medianMs(i)));
    }
    return new FunnelView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        window.toString(),
        views,
        count.reached(0) == 0
            ? null
            : MetricsView.ratio(count.reached(steps.size() - 1), count.reached(0)));
  }

  /** A hit that is one step or several. */
  private record StepHit(String visitor, long at, String id, int mask) {}
}
