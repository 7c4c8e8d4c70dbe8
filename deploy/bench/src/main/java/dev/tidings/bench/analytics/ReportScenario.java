package dev.tidings.bench.analytics;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.bench.report.ReportResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Reports over thirty days with page views that were put there by SQL and summed up by the service.
 *
 * @param pageviews how many
 */
public record ReportScenario(long pageviews) implements Scenario {

  private static final int DAYS = 30;
  private static final int VIEWS_OF_A_VISIT = 3;
  private static final int REPEATS = 15;
  private static final int FEW_REPEATS = 3;
  private static final int LOADERS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SITE = "'acme', 'default'";

  private static final String PLACE_AND_DEVICE =
      """
      (array['DE', 'FR', 'US', 'GB', 'PL'])[1 + visit %% 5],
      (array['Firefox', 'Chrome', 'Safari'])[1 + visit %% 3],
      (array['Linux', 'Windows', 'Android', 'iOS'])[1 + visit %% 4],
      (array['desktop', 'mobile'])[1 + visit %% 2], 'xl', 'de-DE'
      """;

  private static final String COLUMNS =
      "(workspace, site, occurred_at, id, received_at, visitor, user_id, host, path, country,"
          + " browser, os, device, screen, language, url, props";

  /**
   * The same visit always has the same beginning; one in twenty is somebody whom the site knows.
   */
  private static final String OF_A_VISIT =
      """
      from generate_series(1, %2$d) visit, generate_series(0, %3$d) view,
        lateral (select '%1$s'::timestamptz + visit * interval '86000 s' / %2$d as begun,
                        md5('%1$s' || visit) as visitor,
                        case when visit %% 20 = 0 then 'u' || visit * 7919 %% 20011 end as user_id) v
      """;

  private static final String VIEWS =
      "insert into %4$s "
          + COLUMNS
          + ", title) select "
          + SITE
          + """
          , begun + view * interval '20 s', gen_random_uuid(), begun, visitor, user_id,
            'www.example.org', '/page/' || (visit * 7 + view) %% 500,
          """
          + PLACE_AND_DEVICE
          + ", 'https://www.example.org/page', '{}', 'A page' "
          + OF_A_VISIT;

  /** One visit in fifty ends with a sign-up, some with a purchase. */
  private static final String EVENTS =
      "insert into %4$s "
          + COLUMNS
          + ", name, interactive, revenue_micros, revenue_currency) select "
          + SITE
          + """
          , begun + interval '40 s', gen_random_uuid(), begun, visitor, user_id,
            'www.example.org', '/page/' || (visit * 7 + 2) %% 500,
          """
          + PLACE_AND_DEVICE
          + """
          , 'https://www.example.org/page', '{"plan": "team"}', 'signup', true,
            case when visit %% 100 = 0 then 9990000 end, case when visit %% 100 = 0 then 'EUR' end
          """
          + OF_A_VISIT
          + " where visit %% 50 = 0";

  private static final String VISITS =
      "insert into %4$s (workspace, site, visitor, user_id, started_at, first_hit, ended_at,"
          + " last_hit, pageviews, events, interactions, engaged_ms, entry_page, exit_page, source,"
          + " channel, country, browser, os, device, screen, language) select "
          + SITE
          + """
          , visitor, user_id, begun, gen_random_uuid(), begun + interval '40 s', gen_random_uuid(),
            3, (visit %% 50 = 0)::int, (visit %% 50 = 0)::int, 0,
            '/page/' || (visit * 7) %% 500, '/page/' || (visit * 7 + 2) %% 500,
            (array['Google', 'Bing', null, 'newsletter'])[1 + visit %% 4], 'direct',
          """
          + PLACE_AND_DEVICE
          + OF_A_VISIT;

  private static final String STALE =
      """
      insert into stale_hours
      select 'acme', 'default', '%1$s'::timestamptz + hour * interval '1 hour',
             now() - interval '1 day', now() - interval '1 day'
      from generate_series(0, 23) hour
      on conflict do nothing
      """;

  private static final String GOALS =
      """
      insert into goals (id, workspace, site, name, kind, pattern, created_at)
      values (gen_random_uuid(), 'acme', 'default', 'Sign-ups', 'event', 'signup', now()),
             (gen_random_uuid(), 'acme', 'default', 'Pages', 'page', '/page/7*', now())
      on conflict do nothing
      """;

  /**
   * What is asked.
   *
   * @param name what the table calls it
   * @param query the report's path, and what it is asked for besides the period
   * @param summedUp whether it can be read from sums
   */
  private record Question(String name, String query, boolean summedUp) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("overview", "overview?", true),
          new Question("overview, compared", "overview?compare=previous", true),
          new Question("overview, Berlin", "overview?timezone=Europe/Berlin", true),
          new Question("series", "timeseries?interval=day&compare=previous", true),
          new Question(
              "series, Berlin",
              "timeseries?interval=day&timezone=Europe/Berlin&compare=previous",
              true),
          new Question("pages", "pages?", true),
          new Question("pages, Berlin", "pages?timezone=Europe/Berlin", true),
          new Question("pages, CSV", "pages?format=csv&limit=1000", true),
          new Question("by source", "breakdown?dimension=source", true),
          new Question("by country", "breakdown?dimension=country", true),
          new Question("by entry page", "breakdown?dimension=entry-page", true),
          new Question("overview, Google", "overview?filter=source:is:Google", true),
          new Question("goals", "goals/report?", true),
          new Question("cohorts", "retention?interval=week", false),
          new Question(
              "funnel", "funnel?step=page:/page/7&step=page:/page/8&step=event:signup", false),
          new Question("by property", "breakdown?dimension=prop:plan", false),
          new Question(
              "overview, two filters",
              "overview?filter=source:is:Google&filter=country:is:DE",
              false),
          new Question(
              "pages, two filters", "pages?filter=source:is:Google&filter=country:is:DE", false));

  /** In the order in which the service makes partitions too, so that nobody waits crosswise. */
  private static final List<Filling> FILLINGS =
      List.of(
          new Filling("page_views", VIEWS, VIEWS_OF_A_VISIT),
          new Filling("visitor_events", EVENTS, 1),
          new Filling("visitor_sessions", VISITS, 1));

  /** How a day of a table is filled: with so many rows of a visit. */
  private record Filling(String table, String sql, int rows) {}

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public String about() {
    return "reports over 30 days with %,d page views".formatted(pageviews);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof AnalyticsTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var analytics = (AnalyticsTarget) target;
    LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
    try (var database = AnalyticsDatabase.of(analytics.system())) {
      fill(analytics, today);
      database.execute(GOALS);
      database.execute("analyze page_views");
      database.execute("analyze visitor_sessions");
      database.await(
          "select count(*) = 0 from (select 1 from stale_hours where starts_at < '%1$s' union all"
                  .formatted(today)
              + " select 1 from stale_days where starts_at < '%s') waiting".formatted(today));
      String period =
          "site=default&from=%s&to=%s".formatted(today.minusDays(DAYS), today.minusDays(1));
      var results = new ArrayList<Result>();
      for (Question question : QUESTIONS) {
        results.add(measure(analytics, question, period));
      }
      return results;
    } catch (SQLException | IOException e) {
      throw new TargetException("analytics can't be measured: " + e.getMessage(), e);
    }
  }

  /** Day by day, each as a whole or not at all, by two at once. */
  private void fill(AnalyticsTarget analytics, LocalDate today)
      throws SQLException, InterruptedException, TargetException {
    var days =
        new ConcurrentLinkedQueue<>(
            IntStream.rangeClosed(1, DAYS).mapToObj(today::minusDays).toList());
    try (var loaders = Executors.newFixedThreadPool(LOADERS)) {
      List<Callable<Void>> loads = Collections.nCopies(LOADERS, () -> fill(analytics, days));
      for (Future<Void> load : loaders.invokeAll(loads)) {
        load.get();
      }
    } catch (ExecutionException e) {
      throw new TargetException("page views can't be put there: " + e.getCause(), e);
    }
  }

  private Void fill(AnalyticsTarget analytics, Queue<LocalDate> days)
      throws SQLException, TargetException {
    try (var database = AnalyticsDatabase.of(analytics.system())) {
      database.execute("set synchronous_commit = off");
      for (LocalDate day = days.poll(); day != null; day = days.poll()) {
        if (!database.holds("select to_regclass('page_views_%s') is not null".formatted(of(day)))) {
          database.execute(load(day));
        }
      }
      return null;
    }
  }

  /** A partition that is attached when it is full gets its indexes at once. */
  private String load(LocalDate day) {
    long visits = pageviews / DAYS / VIEWS_OF_A_VISIT;
    String start = day + " 00:00:00+00";
    var sql = new StringBuilder("begin;");
    for (Filling filling : FILLINGS) {
      String partition = filling.table + "_" + of(day);
      sql.append("create table %s (like %s);".formatted(partition, filling.table))
          .append(filling.sql.formatted(start, visits, filling.rows - 1, partition))
          .append(";");
    }
    // The last thing: whoever attaches is the only one.
    for (Filling filling : FILLINGS) {
      sql.append("alter table %1$s attach partition %1$s_%2$s".formatted(filling.table, of(day)))
          .append(
              " for values from ('%s') to ('%s 00:00:00+00');".formatted(start, day.plusDays(1)));
    }
    return sql.append(STALE.formatted(start)).append(";commit").toString();
  }

  private static String of(LocalDate day) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }

  private ReportResult measure(AnalyticsTarget analytics, Question question, String period)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(analytics.report(question.query + "&" + period))
            .header("Authorization", "Bearer " + analytics.token())
            .build();
    int repeats = question.summedUp ? REPEATS : FEW_REPEATS;
    var times = new ArrayList<Double>();
    boolean right = true;
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < repeats; i++) {
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        times.add((System.nanoTime() - begin) / 1e6);
        right &= answer.statusCode() == 200;
        if (question.query.startsWith("overview")) {
          long counted = JSON.readTree(answer.body()).at("/metrics/pageviews").asLong();
          right &= counted > 0 && counted <= expected();
          right &= !question.name.equals("overview") || counted == expected();
        }
      }
    }
    // The first ones compile and fill caches.
    List<Double> warm = new ArrayList<>(times.subList(repeats / 3, repeats));
    Collections.sort(warm);
    return new ReportResult(
        name() + ": " + question.name,
        "tidings",
        question.name,
        expected(),
        question.summedUp,
        warm.get(warm.size() / 2),
        warm.getLast(),
        right);
  }

  private long expected() {
    return pageviews / DAYS / VIEWS_OF_A_VISIT * VIEWS_OF_A_VISIT * DAYS;
  }
}
