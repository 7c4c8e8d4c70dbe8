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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What somebody asks who has very many notifications.
 *
 * @param notifications how many
 * @param requests of each kind
 */
public record ListScenario(int notifications, int requests) implements Scenario {

  private static final int DIGITS = 3;
  private static final int OK = 200;
  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public String about() {
    return "what somebody asks who has %,d notifications".formatted(notifications);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof TidingsTarget;
  }

  /** A request, and what its answer has to contain. */
  private record Question(String what, String path, String answer) {}

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var system = (TidingsTarget) target;
    String workspace = Workbench.newName();
    String token = system.tokens().administrator(workspace);
    String unread = "\"count\":" + notifications;
    List<Question> questions =
        List.of(
            new Question("the unread count", "/api/notifications/unread-count", unread),
            new Question("the list", "/api/notifications?limit=50", "A title"),
            new Question("what is unread", "/api/notifications?unread=true&limit=50", "A title"),
            new Question("a type", "/api/notifications?type=type_3&limit=50", "type_3"),
            new Question(
                "the last hour",
                "/api/notifications?limit=50&since=" + Clock.systemUTC().instant().minus(HOUR),
                "A title"),
            new Question(
                "a word that nothing has", "/api/notifications?q=nowhere", "\"items\":[]"));
    try (var database = SystemDatabase.of(system, "notification");
        var api = new NotificationApi(system, token)) {
      api.get("/api/notifications/unread-count");
      fill(database, workspace);
      var results = new ArrayList<Result>();
      for (Question each : questions) {
        results.add(ask(target, api, each));
      }
      results.add(readAll(target, api, database, workspace));
      return results;
    } catch (SQLException | IOException e) {
      throw new TargetException("notifications can't be measured: " + e.getMessage(), e);
    }
  }

  private void fill(SystemDatabase database, String workspace) throws SQLException {
    database.execute(unread(workspace));
    database.execute(
        """
        insert into notifications (id, workspace, user_id, seq, unread_since, type, priority, title,
                                   body, actions, data, created_at)
        select gen_random_uuid(), r.workspace, r.user_id, i, i, 'type_' || i %% 10, 'normal',
               'A title of some words', repeat('Some text. ', 10), '[]', '{}',
               now() - make_interval(secs => %1$d - i)
          from recipients r, generate_series(1, %1$d) i where r.workspace = '%2$s'
        """
            .formatted(notifications, workspace));
    database.execute("analyze notifications");
  }

  /** Nothing has been read. */
  private String unread(String workspace) {
    return """
    with marks as (delete from read_marks where workspace = '%1$s')
    update recipients set last_seq = %2$d, unread_count = %2$d, read_through = 0
     where workspace = '%1$s'
    """
        .formatted(workspace, notifications);
  }

  private NotificationResult ask(Target target, NotificationApi api, Question question)
      throws IOException, InterruptedException {
    var answers = new Histogram(DIGITS);
    boolean right = true;
    int first = requests / 4;
    for (int i = 0; i < first + requests; i++) {
      long begin = System.nanoTime();
      HttpResponse<byte[]> answer = api.get(question.path());
      long answered = System.nanoTime();
      right &=
          answer.statusCode() == OK
              && new String(answer.body(), StandardCharsets.UTF_8).contains(question.answer());
      if (i >= first) {
        answers.recordValue(TimeUnit.NANOSECONDS.toMicros(answered - begin));
      }
    }
    return result(target, question.what(), answers, right);
  }

  private NotificationResult readAll(
      Target target, NotificationApi api, SystemDatabase database, String workspace)
      throws IOException, InterruptedException, SQLException {
    var answers = new Histogram(DIGITS);
    boolean right = true;
    int first = requests / 4;
    for (int i = 0; i < first + requests; i++) {
      database.execute(unread(workspace));
      long begin = System.nanoTime();
      HttpResponse<byte[]> answer = api.post("/api/notifications/mark-all-read", "");
      long answered = System.nanoTime();
      right &=
          answer.statusCode() == OK
              && new String(answer.body(), StandardCharsets.UTF_8).contains("\"count\":0");
      if (i >= first) {
        answers.recordValue(TimeUnit.NANOSECONDS.toMicros(answered - begin));
      }
    }
    return result(target, "reading all", answers, right);
  }

  private NotificationResult result(Target target, String what, Histogram answers, boolean right) {
    return new NotificationResult(
        name() + ": " + what, target.name(), what, Latencies.of(answers), null, right);
  }
}
