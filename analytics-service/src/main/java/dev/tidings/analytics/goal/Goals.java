package dev.tidings.analytics.goal;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.goal.GoalReportView.ReachedView;
import dev.tidings.analytics.report.MetricsView;
import dev.tidings.analytics.report.Period;
import dev.tidings.analytics.report.Reports;
import dev.tidings.analytics.report.UniquesView;
import dev.tidings.analytics.rollup.Dimension;
import dev.tidings.analytics.rollup.Filter;
import dev.tidings.analytics.rollup.Tally;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A site's goals, and how often they are reached. */
@Singleton
public final class Goals {

  private static final String COLUMNS =
      "select id, site, name, kind, pattern, created_at from goals";

  /**
   * In one statement, so that two who add at once don't exceed the limit by more than each other.
   */
  private static final String ADD =
      """
      insert into goals (id, workspace, site, name, kind, pattern, created_at)
      select ?, ?, ?, ?, ?, ?, ?
      where (select count(*) from goals where workspace = ? and site = ?) < ?
      on conflict do nothing
      """;

  private final Sql sql;
  private final Reports reports;
  private final GoalsConfig config;
  private final EventIds ids;
  private final Clock clock;

  Goals(Sql sql, Reports reports, GoalsConfig config, EventIds ids, Clock clock) {
    this.sql = sql;
    this.reports = reports;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** The site's goals by their names. */
  public List<GoalView> of(Site site) {
    return sql.list(
        COLUMNS + " where workspace = ? and site = ? order by name",
        Goals::goal,
        site.workspace(),
        site.key());
  }

  /**
   * Adds a goal.
   *
   * @throws ProblemException {@code goal-exists}, {@code too-many-goals}
   */
  GoalView add(Site site, GoalRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = ids.next();
    int added =
        sql.update(
            ADD,
            UUID.fromString(id),
            site.workspace(),
            site.key(),
            request.name(),
            request.kind(),
            request.pattern(),
            now,
            site.workspace(),
            site.key(),
            config.maxPerSite());
    if (added == 0) {
      boolean exists = of(site).stream().anyMatch(goal -> goal.name().equals(request.name()));
      throw exists
          ? new ProblemException(
              AnalyticsProblem.GOAL_EXISTS, "The site has a goal with this name.")
          : new ProblemException(
              AnalyticsProblem.TOO_MANY_GOALS,
              "A site has at most " + config.maxPerSite() + " goals.");
    }
    return new GoalView(id, site.key(), request.name(), request.kind(), request.pattern(), now);
  }

  /**
   * Deletes a goal of the workspace.
   *
   * @throws ProblemException {@code not-found}
   */
  void delete(String workspace, UUID id) {
    if (sql.update("delete from goals where workspace = ? and id = ?", workspace, id) == 0) {
      throw ProblemException.notFound("goal");
    }
  }

  GoalReportView report(Site site, Period period, List<Filter> filters) {
    Tally all = reports.tally(site, period, filters);
    UniquesView visitors = MetricsView.of(all).visitors();
    var reached = new ArrayList<ReachedView>();
    for (GoalView goal : of(site)) {
      boolean isPage = goal.kind().equals("page");
      var with = new ArrayList<>(filters);
      with.add(
          new Filter.ByDimension(
              isPage ? Dimension.PAGE : Dimension.EVENT,
              goal.pattern().contains("*") ? Filter.Comparison.LIKE : Filter.Comparison.IS,
              List.of(goal.pattern())));
      MetricsView metrics = MetricsView.of(reports.tally(site, period, with));
      reached.add(
          new ReachedView(
              goal,
              isPage ? metrics.pageviews() : metrics.events(),
              metrics.visitors(),
              visitors.value() == 0
                  ? null
                  : Math.min(1, MetricsView.ratio(metrics.visitors().value(), visitors.value()))));
    }
    return new GoalReportView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        visitors,
        reached);
  }

  private static GoalView goal(ResultSet row) throws SQLException {
    return new GoalView(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant());
  }
}
