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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** A site's goals, and how often they are reached. */
@ApplicationScoped
public class Goals {

  private final GoalRepository goals;
  private final Reports reports;
  private final GoalsConfig config;
  private final EventIds ids;
  private final Clock clock;

  Goals(GoalRepository goals, Reports reports, GoalsConfig config, EventIds ids, Clock clock) {
    this.goals = goals;
    this.reports = reports;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** The site's goals by their names. */
  @Transactional
  public List<GoalView> of(Site site) {
    return goals.of(site).stream().map(Goal::view).toList();
  }

  /**
   * Adds a goal. Two who add at once may exceed the limit by one.
   *
   * @throws ProblemException {@code goal-exists}, {@code too-many-goals}
   */
  @Transactional
  GoalView add(Site site, GoalRequest request) {
    if (goals.exists(site, request.name())) {
      throw exists();
    }
    if (goals.count(site) >= config.maxPerSite()) {
      throw new ProblemException(
          AnalyticsProblem.TOO_MANY_GOALS, "A site has at most " + config.maxPerSite() + " goals.");
    }
    var goal =
        new Goal(
            UUID.fromString(ids.next()),
            site,
            request,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      goals.persistAndFlush(goal);
    } catch (ConstraintViolationException e) {
      // Somebody else was quicker.
      throw exists();
    }
    return goal.view();
  }

  /**
   * Deletes a goal of the workspace.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  void delete(String workspace, UUID id) {
    if (!goals.delete(workspace, id)) {
      throw ProblemException.notFound("goal");
    }
  }

  private static ProblemException exists() {
    return new ProblemException(
        AnalyticsProblem.GOAL_EXISTS, "The site has a goal with this name.");
  }

  GoalReportView report(Site site, Period period, List<Filter> filters) {
    Tally all = reports.hits(site, period, filters);
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
      MetricsView metrics = MetricsView.of(reports.hits(site, period, with));
      reached.add(
          new ReachedView(
              goal,
              isPage ? metrics.pageviews() : metrics.events(),
              metrics.visitors(),
              visitors.value() == 0
                  ? null
                  : Math.min(1, MetricsView.ratio(metrics.visitors().value(), visitors.value())),
              isPage ? List.of() : metrics.revenue()));
    }
    return new GoalReportView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        visitors,
        reached);
  }
}
