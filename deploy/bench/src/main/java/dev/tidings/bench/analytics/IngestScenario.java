package dev.tidings.bench.analytics;

import dev.tidings.bench.machine.StillProcess;
import dev.tidings.bench.report.IngestResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.sql.SQLException;
import java.util.List;

/**
 * Hits that wait in the topic, until all of them are stored, counted and put together to visits,
 * once as a warm-up and once measured; then, while the service is held still, {@code COPY} of the
 * same rows into tables with the same indexes.
 *
 * @param hits how many
 */
public record IngestScenario(long hits) implements Scenario {

  private static final String WORKSPACE = "bench";

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String about() {
    return "%,d hits from the topic into the tables, beside COPY of the same rows".formatted(hits);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof AnalyticsTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var analytics = (AnalyticsTarget) target;
    String site = Workbench.newName();
    try (var database = AnalyticsDatabase.of(analytics.system());
        var topic = new HitTopic(analytics.system().kafka())) {
      stored(analytics, database, topic, site + "w", hits);
      database.execute("checkpoint");
      double seconds = stored(analytics, database, topic, site, hits);
      long rows = 0;
      double copySeconds = 0;
      StillProcess still = StillProcess.hold(analytics.system().process("ANALYTICS"));
      try {
        for (String table : List.of("page_views", "visitor_events")) {
          String ofSite = "site = '%s'".formatted(site);
          rows += database.number("select count(*) from %s where %s".formatted(table, ofSite));
          copySeconds += database.copy(table, ofSite);
        }
      } finally {
        still.release();
      }
      long visits =
          database.number(
              "select count(*) from visitor_sessions where site = '%s'".formatted(site));
      return List.of(
          new IngestResult(
              name(),
              target.name(),
              hits,
              rows,
              visits,
              hits / seconds,
              rows / copySeconds,
              hits / seconds / (rows / copySeconds)));
    } catch (SQLException e) {
      throw new TargetException("analytics can't be measured: " + e.getMessage(), e);
    }
  }

  /** How long it takes until hits that are in the topic are settled, in seconds. */
  private static double stored(
      AnalyticsTarget analytics, AnalyticsDatabase database, HitTopic topic, String site, long hits)
      throws SQLException, TargetException, InterruptedException {
    long before = database.settled();
    StillProcess still = StillProcess.hold(analytics.system().process("ANALYTICS"));
    long begin;
    try {
      topic.write(WORKSPACE, site, site, hits, System.currentTimeMillis());
    } finally {
      begin = System.nanoTime();
      still.release();
    }
    database.awaitSettled(before + hits);
    return (System.nanoTime() - begin) / 1e9;
  }
}
