package dev.tidings.analytics.retention;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.report.Period;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Reads who came when. */
@Singleton
final class Retention {

  private static final int MOST_ROWS = 2_000_000;

  /** From the first visit that is kept on, so that an old visitor is not taken for a new one. */
  private static final String VISITS =
      """
      select distinct user_id, (started_at at time zone ?)::date from visitor_sessions
      where workspace = ? and site = ? and started_at < ? and bot is null and user_id is not null
      limit ?
      """;

  private final Sql sql;

  Retention(Sql sql) {
    this.sql = sql;
  }

  /**
   * The cohorts of a period.
   *
   * @throws ProblemException {@code report-too-large}
   */
  RetentionView of(Site site, Period period, ChronoUnit unit) {
    var cohorts = new Cohorts(unit);
    List<Integer> rows =
        sql.list(
            VISITS,
            row -> {
              cohorts.add(row.getString(1), row.getObject(2, LocalDate.class));
              return 1;
            },
            period.zone().getId(),
            site.workspace(),
            site.key(),
            period.span().to(),
            MOST_ROWS + 1);
    if (rows.size() > MOST_ROWS) {
      throw new ProblemException(
          AnalyticsProblem.REPORT_TOO_LARGE, "The site has too many visits to be followed.");
    }
    LocalDate end = period.to().minusNanos(1).toLocalDate().plusDays(1);
    String name = unit.name().toLowerCase(Locale.ROOT);
    return new RetentionView(
        site.key(),
        period.span().from(),
        period.span().to(),
        period.zone().getId(),
        name.substring(0, name.length() - 1),
        cohorts.between(period.from().toLocalDate(), end));
  }
}
