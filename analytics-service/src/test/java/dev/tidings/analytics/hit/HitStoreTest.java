package dev.tidings.analytics.hit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.Database;
import dev.tidings.analytics.live.Bucket;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** R-A8: however hits are delivered, the sums are those of the different hits. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class HitStoreTest {

  private static final int HITS = 400;
  private static final int WRITERS = 4;

  @Inject HitStore store;
  @Inject Database database;
  @Inject EventIds ids;
  @Inject Clock clock;

  /**
   * Random hits, some delivered several times, in random order, in random batches, by several
   * writers at once, against sums by brute force.
   */
  @RepeatedTest(5)
  void shouldCountEveryHitOnce() throws Exception {
    long seed = Long.parseUnsignedLong(ids.next().substring(24), 16);
    var random = new Random(seed);
    String workspace = "w-" + ids.next();
    List<Hit> hits = randomHits(random, workspace);
    List<List<Hit>> batches = deliveries(random, hits);

    int stored = 0;
    try (var writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Callable<Integer>> writes =
          batches.stream().<Callable<Integer>>map(batch -> () -> store.store(batch)).toList();
      for (Future<Integer> write : writers.invokeAll(writes)) {
        stored += write.get();
      }
    }

    assertThat(stored).as("seed %d", seed).isEqualTo(HITS);
    assertThat(
            database.text(
                "select concat_ws(' ', site, to_char(starts_at at time zone 'UTC',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), pageviews, visitors, events)"
                    + " from live_buckets where workspace = ?",
                workspace))
        .as("buckets, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            sums(hits, hit -> hit.site() + " " + Bucket.of(hit.receivedAt()).start()));
    assertThat(
            database.text(
                "select concat_ws(' ', site, day, pageviews, visitors, events)"
                    + " from site_days where workspace = ?",
                workspace))
        .as("days, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(sums(hits, hit -> hit.site() + " " + day(hit)));
    assertThat(
            database.text(
                "select (select count(*) from page_views where workspace = w.name)"
                    + " + (select count(*) from visitor_events where workspace = w.name)"
                    + " from (values (?)) as w (name)",
                workspace))
        .as("rows, seed %d", seed)
        .containsExactly(String.valueOf(HITS));
    assertThat(
            database.text(
                "select sum(hits) || ' ' || min(outcome) || ' ' || min(reason) from ingest_ledger"
                    + " where workspace = ?",
                workspace))
        .as("ledger, seed %d", seed)
        .containsExactly(HITS + " accepted person");
  }

  @Test
  void shouldCountHitsOlderThanTheLiveWindowForTheirDayOnly() throws SQLException {
    String workspace = "w-" + ids.next();
    Instant old = now().minus(Duration.ofHours(2));

    assertThat(store.store(List.of(pageView(workspace, "s", "v", old)))).isEqualTo(1);

    assertThat(database.text("select * from live_buckets where workspace = ?", workspace))
        .isEmpty();
    assertThat(
            database.text(
                "select day || ' ' || pageviews from site_days where workspace = ?", workspace))
        .containsExactly(LocalDate.ofInstant(old, ZoneOffset.UTC) + " 1");
  }

  private List<Hit> randomHits(Random random, String workspace) {
    var hits = new ArrayList<Hit>();
    for (int i = 0; i < HITS; i++) {
      // A minute at the beginning of the window and so, at some hours, over midnight.
      Instant at = now().minus(Duration.ofMillis(random.nextInt(60_000)));
      String site = "s" + random.nextInt(3);
      String visitor = "v" + random.nextInt(40);
      hits.add(
          random.nextInt(4) == 0
              ? hit(
                  workspace,
                  site,
                  visitor,
                  at,
                  new VisitorEvent("signup", "{\"plan\":\"a\"}", true, null))
              : pageView(workspace, site, visitor, at));
    }
    return hits;
  }

  private static List<List<Hit>> deliveries(Random random, List<Hit> hits) {
    var delivered = new ArrayList<Hit>(hits);
    for (int i = 0; i < hits.size() / 2; i++) {
      delivered.add(hits.get(random.nextInt(hits.size())));
    }
    Collections.shuffle(delivered, random);
    var batches = new ArrayList<List<Hit>>();
    for (int from = 0; from < delivered.size(); ) {
      int to = Math.min(delivered.size(), from + 1 + random.nextInt(60));
      batches.add(delivered.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static List<String> sums(List<Hit> hits, Function<Hit, String> group) {
    Map<String, List<Hit>> groups =
        hits.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            entry ->
                String.join(
                    " ",
                    entry.getKey(),
                    String.valueOf(count(entry.getValue(), PageView.class)),
                    String.valueOf(entry.getValue().stream().map(Hit::visitor).distinct().count()),
                    String.valueOf(count(entry.getValue(), VisitorEvent.class))))
        .toList();
  }

  private static long count(List<Hit> hits, Class<?> type) {
    return hits.stream().map(Hit::action).filter(type::isInstance).count();
  }

  private Hit pageView(String workspace, String site, String visitor, Instant at) {
    return hit(workspace, site, visitor, at, new PageView(null, "{}"));
  }

  private Hit hit(String workspace, String site, String visitor, Instant at, Action action) {
    return new Hit(
        ids.next(),
        workspace,
        site,
        visitor,
        null,
        null,
        at,
        at,
        url(),
        action,
        Source.DIRECT,
        Place.UNKNOWN,
        Client.UNKNOWN,
        null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static LocalDate day(Hit hit) {
    return LocalDate.ofInstant(hit.receivedAt(), ZoneOffset.UTC);
  }

  private static PageUrl url() {
    return PageUrl.parse("http://localhost/").orElseThrow();
  }
}
