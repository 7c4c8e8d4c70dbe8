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

/**
 * Reports over thirty days with page views that were put there by SQL and summed up by the service.
 *
 * @param pageviews how many
 */
public record ReportScenario(long pageviews) implements Scenario {

  private static final int DAYS = 30;
  private static final int VIEWS_OF_A_VISIT = 3;
  private static final int REPEATS = 15;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String PARTITION =
      "create table if not exists %1$s_%2$s partition of %1$s"
          + " for values from ('%3$s 00:00:00+00') to ('%4$s 00:00:00+00')";

  private static final String VIEWS =
      """
      insert into page_views
        (workspace, site, occurred_at, id, received_at, visitor, host, path, country, browser, os,
         device, screen, language, url, title, props)
      select 'acme', 'default', at, gen_random_uuid(), at, md5('%1$s' || visit)::text,
             'www.example.org', '/page/' || (visit * 7 + view) %% 500,
             (array['DE', 'FR', 'US', 'GB', 'PL'])[1 + visit %% 5],
             (array['Firefox', 'Chrome', 'Safari'])[1 + visit %% 3], 'Linux', 'desktop', 'xl',
             'de-DE', 'https://www.example.org/page', 'A page', '{}'
      from generate_series(1, %2$d) visit, generate_series(0, 2) view,
        lateral (select '%1$s'::timestamptz + visit * interval '86000 s' / %2$d
          + view * interval '20 s' as at) t
      """;

  private static final String VISITS =
      """
      insert into visitor_sessions
        (workspace, site, visitor, started_at, first_hit, ended_at, last_hit, pageviews, events,
         interactions, engaged_ms, entry_page, exit_page, source, channel, country, browser, os,
         device, screen, language)
      select 'acme', 'default', md5('%1$s' || visit)::text, at, gen_random_uuid(),
             at + interval '40 s', gen_random_uuid(), 3, 0, 0, 0,
             '/page/' || (visit * 7) %% 500, '/page/' || (visit * 7 + 2) %% 500,
             (array['Google', 'Bing', null, 'newsletter'])[1 + visit %% 4], 'direct',
             (array['DE', 'FR', 'US', 'GB', 'PL'])[1 + visit %% 5],
             (array['Firefox', 'Chrome', 'Safari'])[1 + visit %% 3], 'Linux', 'desktop', 'xl',
             'de-DE'
      from generate_series(1, %2$d) visit,
        lateral (select '%1$s'::timestamptz + visit * interval '86000 s' / %2$d as at) t
      """;

  private static final String STALE =
      """
      insert into stale_hours
      select 'acme', 'default', '%1$s'::timestamptz + hour * interval '1 hour',
             now() - interval '1 day', now() - interval '1 day'
      from generate_series(0, 23) hour
      on conflict do nothing
      """;

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
      fill(database, today);
      database.await(
          "select count(*) = 0 from (select 1 from stale_hours where starts_at < '%1$s' union all"
                  .formatted(today)
              + " select 1 from stale_days where starts_at < '%s') waiting".formatted(today));
      String period =
          "?site=default&from=%s&to=%s".formatted(today.minusDays(DAYS), today.minusDays(1));
      var results = new ArrayList<Result>();
      results.add(measure(analytics, "overview", period, true));
      results.add(measure(analytics, "overview, Berlin", period + "&timezone=Europe/Berlin", true));
      results.add(measure(analytics, "timeseries", period.replace("?", "?interval=day&"), true));
      results.add(
          measure(
              analytics,
              "timeseries, Berlin",
              period + "&interval=day&timezone=Europe/Berlin",
              true));
      results.add(measure(analytics, "pages", period, true));
      results.add(measure(analytics, "breakdown by source", period + "&dimension=source", true));
      results.add(
          measure(analytics, "overview, Google", period + "&filter=source:is:Google", true));
      results.add(
          measure(
              analytics,
              "overview, two filters",
              period + "&filter=source:is:Google&filter=country:is:DE",
              false));
      return results;
    } catch (SQLException | IOException e) {
      throw new TargetException("analytics can't be measured: " + e.getMessage(), e);
    }
  }

  private void fill(AnalyticsDatabase database, LocalDate today) throws SQLException {
    if (database.number("select count(*) from (select from page_views limit 1) any_view") > 0) {
      return;
    }
    long visits = pageviews / DAYS / VIEWS_OF_A_VISIT;
    for (int i = DAYS; i >= 1; i--) {
      LocalDate day = today.minusDays(i);
      for (String table :
          List.of("page_views", "visitor_events", "page_engagements", "visitor_sessions")) {
        database.execute(
            PARTITION.formatted(
                table, DateTimeFormatter.BASIC_ISO_DATE.format(day), day, day.plusDays(1)));
      }
      String start = day + " 00:00:00+00";
      database.execute(VIEWS.formatted(start, visits));
      database.execute(VISITS.formatted(start, visits));
      database.execute(STALE.formatted(start));
    }
    database.execute("analyze page_views");
    database.execute("analyze visitor_sessions");
  }

  private ReportResult measure(
      AnalyticsTarget analytics, String report, String query, boolean summedUp)
      throws IOException, InterruptedException {
    String path = report.replaceAll("[, ].*", "");
    var request =
        HttpRequest.newBuilder(analytics.report(path + query))
            .header("Authorization", "Bearer " + analytics.token())
            .build();
    var times = new ArrayList<Double>();
    boolean right = true;
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < REPEATS; i++) {
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        times.add((System.nanoTime() - begin) / 1e6);
        right &= answer.statusCode() == 200;
        if (query.endsWith("Google") || path.equals("overview")) {
          long counted = JSON.readTree(answer.body()).at("/metrics/pageviews").asLong();
          right &= counted > 0 && counted <= pageviews;
          right &= !report.equals("overview") || counted == expected();
        }
      }
    }
    // The first ones compile and fill caches.
    List<Double> warm = new ArrayList<>(times.subList(REPEATS / 3, REPEATS));
    Collections.sort(warm);
    return new ReportResult(
        name() + ": " + report,
        "tidings",
        report,
        expected(),
        summedUp,
        warm.get(warm.size() / 2),
        warm.getLast(),
        right);
  }

  private long expected() {
    return pageviews / DAYS / VIEWS_OF_A_VISIT * VIEWS_OF_A_VISIT * DAYS;
  }
}
