package dev.tidings.bench.notification;

import dev.tidings.bench.measure.Latencies;
import dev.tidings.bench.report.NotificationResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.SystemDatabase;
import dev.tidings.bench.tidings.TidingsTarget;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Notifies a whole workspace by one request, in turns with a bare insert of the same row. Answered
 * means committed.
 *
 * @param people in the workspace
 * @param requests to measure with
 */
public record BroadcastScenario(int people, int requests) implements Scenario {

  private static final int DIGITS = 3;
  private static final int CREATED = 201;
  private static final String JSON =
      """
      {"workspace": true, "type": "system_alert", "title": "To all", "body": "A text of some words"}
      """;

  private static final String BARE =
      """
      insert into bench_broadcasts (id, workspace, seq, audience, type, priority, title, body,
                                    actions, data, created_at)
      values (gen_random_uuid(), ?, ?, 'workspace', 'system_alert', 'normal', 'To all',
              'A text of some words', '[]', '{}', now())
      """;

  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public String about() {
    return "one request to a workspace of %,d, beside a bare insert".formatted(people);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof TidingsTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var system = (TidingsTarget) target;
    String workspace = Workbench.newName();
    String token = system.tokens().administrator(workspace);
    var answers = new Histogram(DIGITS);
    var inserts = new Histogram(DIGITS);
    try (var database = SystemDatabase.of(system, "notification");
        var api = new NotificationApi(system, token)) {
      database.execute(
          "insert into recipients (workspace, user_id) select '%s', 'user-' || i from generate_series(1, %d) i"
              .formatted(workspace, people));
      database.execute("analyze recipients");
      database.execute(
          "create table if not exists bench_broadcasts (like broadcasts including all)");
      boolean right = true;
      int first = requests / 4;
      try (var bare = database.connection().prepareStatement(BARE)) {
        for (int i = 1; i <= first + requests; i++) {
          long begin = System.nanoTime();
          right &= api.post("/api/notifications", JSON).statusCode() == CREATED;
          long answered = System.nanoTime();
          bare.setString(1, workspace);
          bare.setLong(2, i);
          bare.executeUpdate();
          long inserted = System.nanoTime();
          // The first ones compile and fill caches.
          if (i > first) {
            answers.recordValue(TimeUnit.NANOSECONDS.toMicros(answered - begin));
            inserts.recordValue(TimeUnit.NANOSECONDS.toMicros(inserted - answered));
          }
        }
      }
      right &=
          people
              == database.number(
                  "select count(*) from v_unread_counts where workspace = '%s' and user_id like 'user-%%' and count = %d"
                      .formatted(workspace, first + requests));
      return List.of(
          new NotificationResult(
              name(),
              target.name(),
              "to a workspace of %,d".formatted(people),
              Latencies.of(answers),
              Latencies.of(inserts),
              right));
    } catch (SQLException | IOException e) {
      throw new TargetException("notifications can't be measured: " + e.getMessage(), e);
    }
  }
}
