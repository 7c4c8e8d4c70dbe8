package dev.tidings.bench.analytics;

import dev.tidings.bench.machine.StillProcess;
import dev.tidings.bench.report.IngestResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Page views by HTTP as fast as they are answered, one in a request and many, until the last one is
 * a row; then, while the service is held still, {@code COPY} of the same rows. What sends them
 * shares the processors.
 *
 * @param timed how long they are sent
 */
public record HttpScenario(Duration timed) implements Scenario {

  private static final List<Integer> SIZES = List.of(1, 20);

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String about() {
    return "page views by HTTP for %d s, until they are rows, beside COPY of the same rows"
        .formatted(timed.toSeconds());
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof AnalyticsTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var analytics = (AnalyticsTarget) target;
    var results = new ArrayList<Result>();
    try (var database = AnalyticsDatabase.of(analytics.system())) {
      for (int size : SIZES) {
        stored(analytics, database, Workbench.newName(), size);
        results.add(measured(analytics, database, size));
      }
      return results;
    } catch (SQLException | IOException e) {
      throw new TargetException("analytics can't be measured: " + e.getMessage(), e);
    }
  }

  private IngestResult measured(AnalyticsTarget analytics, AnalyticsDatabase database, int size)
      throws TargetException, InterruptedException, SQLException, IOException {
    String run = Workbench.newName();
    database.execute("checkpoint");
    long begin = System.nanoTime();
    long hits = stored(analytics, database, run, size);
    double perSecond = hits / ((System.nanoTime() - begin) / 1e9);
    StillProcess still = StillProcess.hold(analytics.system().process("ANALYTICS"));
    try {
      long rows = database.number("select count(*) from page_views where " + ofRun(run));
      double copied = rows / database.copy("page_views", ofRun(run));
      long visits =
          database.number(
              "select count(*) from visitor_sessions where entry_page like '/%s/%%'"
                  .formatted(run));
      return new IngestResult(
          "%s: %d in a request".formatted(name(), size),
          analytics.name(),
          hits,
          rows,
          visits,
          perSecond,
          copied,
          perSecond / copied);
    } finally {
      still.release();
    }
  }

  /** Sends, waits until all that was accepted are rows, and says how many they are. */
  private long stored(AnalyticsTarget analytics, AnalyticsDatabase database, String run, int size)
      throws IOException, InterruptedException, SQLException {
    long before = database.settled();
    long hits =
        new HitLoad(analytics.service(), "http://localhost:3000/" + run + "/", size).run(timed);
    database.awaitSettled(before + hits);
    return hits;
  }

  private static String ofRun(String run) {
    return "site = '%s' and path like '/%s/%%'".formatted(AnalyticsTarget.SITE, run);
  }
}
