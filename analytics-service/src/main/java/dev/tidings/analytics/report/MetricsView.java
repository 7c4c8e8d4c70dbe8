package dev.tidings.analytics.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.analytics.rollup.Tally;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What there was.
 *
 * @param visitors different visitors
 * @param visits visits that began in the time
 * @param pageviews page views
 * @param events events that the site has names for
 * @param bounceRate the part of the visits, from 0 to 1, with one page, without an event that the
 *     visitor meant, and less than ten seconds of attention; absent without visits
 * @param viewsPerVisit page views for each visit; absent without visits
 * @param averageVisitMs how long visits were; absent without visits
 * @param engagedMs how long pages were in front of visitors, all together
 * @param scrollDepth how far down pages were read, in percent: the furthest of each visitor on each
 *     page in each hour, on average; absent if nobody's is known
 * @param revenue what visitors paid, by currency; absent if nothing
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricsView(
    UniquesView visitors,
    long visits,
    long pageviews,
    long events,
    Double bounceRate,
    Double viewsPerVisit,
    Long averageVisitMs,
    long engagedMs,
    Double scrollDepth,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MoneyView> revenue) {

  public MetricsView {
    revenue = revenue == null ? List.of() : List.copyOf(revenue);
  }

  private static final Tally NOTHING = new Tally();

  /** The numbers of a tally; null stands for nothing. */
  public static MetricsView of(Tally tally) {
    Tally given = tally == null ? NOTHING : tally;
    long visits = given.visits();
    return new MetricsView(
        UniquesView.of(given.visitors()),
        visits,
        given.pageviews(),
        given.events(),
        visits == 0 ? null : ratio(given.bounces(), visits),
        visits == 0 ? null : ratio(given.pageviews(), visits),
        visits == 0 ? null : given.durationMs() / visits,
        given.engagedMs(),
        given.scrolls() == 0
            ? null
            : Math.round(10.0 * given.scrollDepth() / given.scrolls()) / 10.0,
        MoneyView.of(given.revenueMicros()));
  }

  /** To four digits: more would only pretend to be exact. */
  public static double ratio(long part, long whole) {
    return Math.round(10_000.0 * part / whole) / 10_000.0;
  }
}
