package dev.tidings.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.analytics.Database;
import dev.tidings.analytics.SampleHits;
import dev.tidings.analytics.funnel.FunnelDefinition;
import dev.tidings.analytics.funnel.Funnels;
import dev.tidings.analytics.hit.Bot;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Revenue;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.analytics.live.Bucket;
import dev.tidings.analytics.report.Period;
import dev.tidings.analytics.rollup.Breakdown;
import dev.tidings.analytics.rollup.Dimension;
import dev.tidings.analytics.rollup.Filter;
import dev.tidings.analytics.rollup.Rollups;
import dev.tidings.analytics.rollup.SiteReader;
import dev.tidings.analytics.rollup.Span;
import dev.tidings.analytics.rollup.Tally;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * R-A2, R-A4, R-A8: however hits are delivered, rows, visits, counts and reports are those of the
 * different hits, by brute force.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class HistoryTest {

  private static final int HITS = 300;
  private static final int PARTITIONS = 4;
  private static final List<String> SITES = List.of("s0", "s1");
  private static final List<String> STEPS =
      List.of("page:/p0", "page:/p1", "page:/p*", "event:signup");
  private static final Duration IDLE = Duration.ofMinutes(30);

  @Inject HitStore store;
  @Inject Offsets offsets;
  @Inject DayPartitions partitions;
  @Inject Rollups rollups;
  @Inject SiteReader reader;
  @Inject Funnels funnels;
  @Inject Database database;
  @Inject EventIds ids;
  @Inject Clock clock;

  /**
   * Random hits of two and a half days, in random order, in batches that are delivered again and
   * again, by one writer for each partition, while hours are summed up in between.
   */
  @RepeatedTest(4)
  void shouldCountEveryHitOnce() throws Exception {
    long seed = Long.parseUnsignedLong(ids.next().substring(24), 16);
    var random = new Random(seed);
    String workspace = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Sent> sent = randomHits(random, workspace, now);
    deliver(random, sent);

    assertThat(
            database.text(
                """
                select 'v ' || id from page_views where workspace = ?
                union all select 'e ' || id from visitor_events where workspace = ?
                union all select 't ' || id from page_engagements where workspace = ?
                """,
                workspace,
                workspace,
                workspace))
        .as("rows, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(each -> kind(each.hit) + " " + each.hit.id()).toList());
    List<Visit> visits = visits(sent);
    assertThat(storedVisits(workspace))
        .as("visits, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(visits.stream().map(Visit::text).toList());
    assertThat(
            database.text(
                "select sum(hits) from ingest_ledger where workspace = ? and outcome = 'accepted'",
                workspace))
        .as("ledger, seed %d", seed)
        .containsExactly(String.valueOf(HITS));
    assertLive(workspace, sent, now, seed);

    for (int i = 0; i < 12; i++) {
      if (i % 3 == 1) {
        rollups.sumUp(now.plus(Duration.ofHours(random.nextInt(60))));
      }
      assertReport(random, workspace, now, sent, visits, seed);
    }
    for (int i = 0; i < 6; i++) {
      assertFunnel(random, workspace, now, sent, visits, seed);
    }
  }

  /**
   * The same hits: each partition as one batch; and cut anywhere, delivered again and again, by two
   * replicas that both believe to own the partitions.
   */
  @Test
  void shouldStoreTheSameHoweverBatchesAreCut() throws Exception {
    long seed = Long.parseUnsignedLong(ids.next().substring(24), 16);
    var random = new Random(seed);
    String whole = "w-" + ids.next();
    String cut = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Sent> sent = randomHits(random, whole, now);
    Collections.shuffle(sent, random);

    String topic = topic();
    byPartition(sent)
        .forEach(
            (partition, hits) -> store.store(topic, deliveries(partition, 0, hits.size(), hits)));

    Map<Integer, List<Hit>> log =
        byPartition(sent.stream().map(each -> new Sent(each.person, of(cut, each.hit))).toList());
    String otherTopic = topic();
    var writes = new ArrayList<Callable<Void>>();
    for (int replica = 0; replica < 2; replica++) {
      long replicaSeed = random.nextLong();
      writes.add(
          () -> {
            var order = new Random(replicaSeed);
            var partitions = new ArrayList<>(log.keySet());
            Collections.shuffle(partitions, order);
            for (int partition : partitions) {
              deliver(order, otherTopic, partition, log.get(partition));
            }
            return null;
          });
    }
    try (var writers = Executors.newFixedThreadPool(2)) {
      for (Future<Void> write : writers.invokeAll(writes)) {
        write.get();
      }
    }
    assertThat(tables(cut, now)).as("seed %d", seed).isEqualTo(tables(whole, now));
    assertThat(tables(whole, now)).hasSizeGreaterThan(HITS);
  }

  /** All rows of a workspace, as text, in an order; buckets that are near the edge are left out. */
  private List<String> tables(String workspace, Instant now) throws SQLException {
    var rows = new ArrayList<String>();
    for (String table :
        List.of(
            "page_views",
            "visitor_events",
            "page_engagements",
            "visitor_sessions",
            "site_days",
            "ingest_ledger",
            "stale_hours")) {
      rows.addAll(
          database.text(
              "select '%1$s ' || (to_jsonb(t) - 'workspace' - 'since' - 'touched_at')::text from %1$s t"
                      .formatted(table)
                  + " where workspace = ?",
              workspace));
    }
    rows.addAll(
        database.text(
            "select 'bucket ' || (to_jsonb(t) - 'workspace')::text from live_buckets t"
                + " where workspace = ? and starts_at >= ?::timestamptz"
                + " and pageviews + events > 0",
            workspace,
            now.minus(Duration.ofMinutes(30)).toString()));
    Collections.sort(rows);
    return rows;
  }

  private static Hit of(String workspace, Hit hit) {
    return new Hit(
        hit.id(),
        workspace,
        hit.site(),
        hit.visitor(),
        hit.previousVisitor(),
        hit.userId(),
        hit.receivedAt(),
        hit.occurredAt(),
        hit.url(),
        hit.action(),
        hit.source(),
        hit.place(),
        hit.client(),
        hit.bot());
  }

  /** The hit is written to the topic twice, and delivered from there again and again. */
  @Test
  void shouldKnowAHitByItsIdToo() throws SQLException {
    String workspace = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Hit hit = new SampleHits(workspace, ids).hit("s0", "p", now, "/", new PageView("T", "{}"));
    String topic = topic();
    assertThat(store.store(topic, List.of(delivery(0, 0, hit), delivery(0, 1, hit)))).isEqualTo(1);
    assertThat(store.store(topic, List.of(delivery(0, 1, hit)))).isZero();
    assertThat(store.store(topic, List.of(delivery(0, 2, hit)))).isZero();
    assertThat(store.store(topic, List.of(delivery(1, 0, hit)))).isZero();
    assertThat(
            database.text(
                "select pageviews || ' ' || (select count(*) from page_views v where v.workspace = s.workspace)"
                    + " from visitor_sessions s where workspace = ?",
                workspace))
        .containsExactly("1 1");
    assertThat(
            database.text(
                "select next_offset from hit_offsets where topic_id = ? order by partition", topic))
        .containsExactly("3", "1", "0", "0");
  }

  /** What a crash of the database has taken back has to come again before what follows it. */
  @Test
  void shouldNotGoOnAfterWhatIsNotStored() throws SQLException {
    String workspace = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var hits = new SampleHits(workspace, ids);
    Hit first = hits.hit("s0", "p", now, "/1", new PageView(null, "{}"));
    Hit second = hits.hit("s0", "p", now, "/2", new PageView(null, "{}"));
    Hit third = hits.hit("s0", "p", now, "/3", new PageView(null, "{}"));
    String topic = topic();
    assertThatThrownBy(() -> store.store(topic, List.of(delivery(0, 1, second))))
        .isInstanceOf(TakenBackException.class);
    List<Delivery> withGap = List.of(delivery(0, 0, first), delivery(0, 2, third));
    assertThatThrownBy(() -> store.store(topic, withGap)).isInstanceOf(TakenBackException.class);
    assertThat(database.text("select path from page_views where workspace = ?", workspace))
        .isEmpty();
    store.store(topic, List.of(delivery(0, 0, first), delivery(0, 1, second)));
    // Nothing stands between the two in the topic.
    assertThat(store.store(topic, List.of(new Delivery(0, 5, 2, third)))).isEqualTo(1);
    assertThat(database.text("select next_offset from hit_offsets where topic_id = ?", topic))
        .contains("6");
  }

  /** What the database refuses leaves nothing behind, not even the place. */
  @Test
  void shouldStoreAllOrNothing() throws SQLException {
    String workspace = "w-" + ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var hits = new SampleHits(workspace, ids);
    Hit good = hits.hit("s0", "p", now, "/", new PageView("T", "{}"));
    Hit bad = hits.hit("s0", "p", now, "/", new PageView("\0", "{}"));
    String topic = topic();
    List<Delivery> batch = List.of(delivery(0, 0, good), delivery(0, 1, bad));
    assertThatThrownBy(() -> store.store(topic, batch)).isInstanceOf(HitStoreException.class);
    assertThat(
            database.text(
                "select 1 from page_views where workspace = ? union all"
                    + " select 1 from live_buckets where workspace = ?",
                workspace,
                workspace))
        .isEmpty();
    assertThat(database.text("select next_offset from hit_offsets where topic_id = ?", topic))
        .containsExactly("0", "0", "0", "0");
  }

  /** R-A8: what is older than the retention is gone with its partition. */
  @Test
  void shouldDropOldDays() throws SQLException {
    String workspace = "w-" + ids.next();
    Instant old = Instant.parse("2001-02-03T04:05:06Z");
    Hit hit = new SampleHits(workspace, ids).hit("s0", "p", old, "/", new PageView(null, "{}"));
    store.store(topic(), List.of(delivery(0, 0, hit)));
    assertThat(database.text("select 1 from page_views_20010203 where workspace = ?", workspace))
        .hasSize(1);
    partitions.dropBefore(LocalDate.parse("2001-02-04"));
    assertThat(database.text("select 1 from page_views where workspace = ?", workspace)).isEmpty();
    assertThat(database.text("select 1 from visitor_sessions where workspace = ?", workspace))
        .isEmpty();
    store.store(topic(), List.of(delivery(0, 0, hit)));
    assertThat(database.text("select 1 from page_views where workspace = ?", workspace)).hasSize(1);
    partitions.dropBefore(LocalDate.parse("2001-02-04"));
  }

  /** R-A8: what was summed up of a day outlives its hits. */
  @Test
  void shouldKeepTheSumsOfDaysThatAreDropped() throws SQLException {
    long seed = Long.parseUnsignedLong(ids.next().substring(24), 16);
    var random = new Random(seed);
    String workspace = "w-" + ids.next();
    var hits = new SampleHits(workspace, ids);
    Instant first = Instant.parse("2001-03-01T00:00:00Z");
    Instant kept = first.plus(2, ChronoUnit.DAYS);
    var sent =
        IntStream.range(0, 80)
            .mapToObj(
                i ->
                    hits.hit(
                        "s0",
                        "p" + random.nextInt(9),
                        first.plusSeconds(random.nextInt(3 * 86_400)),
                        "/p" + random.nextInt(9),
                        new PageView(null, "{}")))
            .toList();
    store.store(
        topic(), IntStream.range(0, 80).mapToObj(i -> delivery(0, i, sent.get(i))).toList());
    rollups.sumUp(clock.instant().plus(Duration.ofHours(1)));
    var span = List.of(new Span(first, first.plus(3, ChronoUnit.DAYS)));
    var all = new Breakdown.All();
    Map<String, String> before =
        texts(reader.read(workspace, "s0", span, all, List.of()).getFirst());

    partitions.dropBefore(LocalDate.ofInstant(kept, ZoneOffset.UTC));

    assertThat(database.text("select id from page_views where workspace = ?", workspace))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().filter(hit -> !hit.occurredAt().isBefore(kept)).map(Hit::id).toList());
    assertThat(
            database.text(
                "select 1 from visitor_sessions where workspace = ? and ended_at < '2001-03-03 UTC'",
                workspace))
        .isEmpty();
    assertThat(texts(reader.read(workspace, "s0", span, all, List.of()).getFirst()))
        .as("seed %d", seed)
        .isEqualTo(before)
        .hasSize(1);
    partitions.dropBefore(LocalDate.parse("2001-03-04"));
  }

  private void assertLive(String workspace, List<Sent> sent, Instant now, long seed)
      throws SQLException {
    Instant since = now.minus(Duration.ofMinutes(30));
    Map<Instant, int[]> expected = new TreeMap<>();
    for (Sent each : sent) {
      if (each.hit.bot() == null
          && !(each.hit.action() instanceof Engagement)
          && each.hit.occurredAt().isAfter(since)
          && each.hit.site().equals("s0")) {
        int[] sums =
            expected.computeIfAbsent(Bucket.of(each.hit.occurredAt()).start(), at -> new int[2]);
        sums[each.hit.action() instanceof PageView ? 0 : 1]++;
      }
    }
    assertThat(
            database.text(
                "select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                    + " || ' ' || pageviews || ' ' || events from live_buckets"
                    + " where workspace = ? and site = 's0' and starts_at >= ?::timestamptz"
                    + " and pageviews + events > 0 order by starts_at",
                workspace,
                Bucket.of(since).next().start().toString()))
        .as("buckets, seed %d", seed)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .filter(each -> !each.getKey().isBefore(Bucket.of(since).next().start()))
                .map(each -> each.getKey() + " " + each.getValue()[0] + " " + each.getValue()[1])
                .toList());
  }

  private void assertReport(
      Random random,
      String workspace,
      Instant now,
      List<Sent> sent,
      List<Visit> visits,
      long seed) {
    String site = SITES.get(random.nextInt(SITES.size()));
    Instant begin =
        now.minus(Duration.ofHours(65))
            .truncatedTo(random.nextBoolean() ? ChronoUnit.DAYS : ChronoUnit.MINUTES);
    var spans = new ArrayList<Span>();
    for (int i = 0; i < 4; i++) {
      Instant end =
          begin.plus(Duration.ofMinutes(random.nextBoolean() ? 1440 : 37 + random.nextInt(900)));
      spans.add(new Span(begin, end));
      begin = end;
    }
    Breakdown breakdown = breakdown(random);
    List<Filter> filters = filters(random);
    List<Map<String, Tally>> read = reader.read(workspace, site, spans, breakdown, filters);
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      assertThat(texts(read.get(i)))
          .as("%s by %s with %s, seed %d", span, breakdown, filters, seed)
          .isEqualTo(expected(site, span, breakdown, filters, sent, visits));
    }
  }

  private void assertFunnel(
      Random random,
      String workspace,
      Instant now,
      List<Sent> sent,
      List<Visit> visits,
      long seed) {
    String site = SITES.get(random.nextInt(SITES.size()));
    Instant from = now.minus(Duration.ofMinutes(1500 + random.nextInt(2400)));
    Instant to = now.minus(Duration.ofMinutes(random.nextInt(1400)));
    List<String> steps =
        IntStream.range(0, 2 + random.nextInt(3))
            .mapToObj(i -> STEPS.get(random.nextInt(STEPS.size())))
            .toList();
    Duration window = Duration.ofMinutes(random.nextBoolean() ? 40 : 1440);
    var counted =
        funnels.count(
            new Site(site, workspace, List.of(), true, List.of(), site),
            Period.of(from.toString(), to.toString(), "UTC", now),
            FunnelDefinition.ofQuery(steps, window.toString()));
    int[] reached = new int[steps.size()];
    for (List<Sent> ofOne : followed(site, from, to, sent, visits)) {
      int furthest = 0;
      for (int first = 0; first < ofOne.size(); first++) {
        furthest = Math.max(furthest, steps(ofOne, first, steps, ofOne.get(first).hit, window));
      }
      for (int step = 0; step < furthest; step++) {
        reached[step]++;
      }
    }
    assertThat(counted.steps().stream().mapToInt(step -> (int) step.visitors()).toArray())
        .as("%s of %s from %s to %s within %s, seed %d", steps, site, from, to, window, seed)
        .isEqualTo(reached);
  }

  /** How many of the steps can be gone, the first of them by the hit at this place. */
  private static int steps(
      List<Sent> hits, int at, List<String> steps, Hit first, Duration window) {
    Hit hit = hits.get(at).hit;
    if (steps.isEmpty()
        || !isStep(steps.getFirst(), hit)
        || hit.occurredAt().isAfter(first.occurredAt().plus(window))) {
      return 0;
    }
    int most = 0;
    for (int next = at + 1; next < hits.size(); next++) {
      most = Math.max(most, steps(hits, next, steps.subList(1, steps.size()), first, window));
    }
    return most + 1;
  }

  private static boolean isStep(String step, Hit hit) {
    return switch (hit.action()) {
      case PageView view ->
          step.startsWith("page:")
              && hit.url().path().matches(step.substring(5).replace("*", ".*"));
      case VisitorEvent event -> step.equals("event:" + event.name());
      case Engagement engagement -> false;
    };
  }

  /** The hits of each visitor, whose ids are known to be one's by a visit over midnight only. */
  private static Collection<List<Sent>> followed(
      String site, Instant from, Instant to, List<Sent> sent, List<Visit> visits) {
    Map<String, String> later = new HashMap<>();
    for (Visit visit : visits) {
      for (int i = 1; i < visit.hits.size(); i++) {
        String before = visit.hits.get(i - 1).hit.visitor();
        String after = visit.hits.get(i).hit.visitor();
        if (visit.first().hit.site().equals(site)
            && visit.first().hit.bot() == null
            && !before.equals(after)) {
          later.put(before, after);
        }
      }
    }
    return sent.stream()
        .filter(
            each ->
                each.hit.site().equals(site)
                    && each.hit.bot() == null
                    && !each.hit.occurredAt().isBefore(from)
                    && each.hit.occurredAt().isBefore(to))
        .sorted(
            Comparator.comparing((Sent each) -> each.hit.occurredAt())
                .thenComparing(each -> each.hit.id()))
        .collect(
            Collectors.groupingBy(
                each -> {
                  String visitor = each.hit.visitor();
                  while (later.containsKey(visitor)) {
                    visitor = later.get(visitor);
                  }
                  return visitor;
                }))
        .values();
  }

  private static Map<String, String> texts(Map<String, Tally> tallies) {
    var texts = new TreeMap<String, String>();
    tallies.forEach(
        (value, tally) -> {
          if (tally.pageviews() + tally.events() + tally.visits() + tally.scrolls() > 0) {
            texts.put(
                value,
                "%d %d %d %d %d %d %d/%d %s"
                    .formatted(
                        tally.pageviews(),
                        tally.events(),
                        tally.visitors().rounded(),
                        tally.visits(),
                        tally.bounces(),
                        tally.durationMs(),
                        tally.scrollDepth(),
                        tally.scrolls(),
                        new TreeMap<>(tally.revenueMicros())));
          }
        });
    return texts;
  }

  /** Counts one by one. */
  private static Map<String, String> expected(
      String site,
      Span span,
      Breakdown breakdown,
      List<Filter> filters,
      List<Sent> sent,
      List<Visit> visits) {
    Map<String, List<Sent>> hits = new HashMap<>();
    Map<String, List<Sent>> scrolls = new HashMap<>();
    Set<Sent> deepest = deepest(site, span, sent);
    for (Sent each : sent) {
      Instant at = each.hit.occurredAt();
      if (each.hit.site().equals(site)
          && each.hit.bot() == null
          && !at.isBefore(span.from())
          && at.isBefore(span.to())
          && filters.stream().allMatch(filter -> matches(filter, each, visits))) {
        String value = value(breakdown, each.hit, visit(each, visits));
        if (value != null && !(each.hit.action() instanceof Engagement)) {
          hits.computeIfAbsent(value, key -> new ArrayList<>()).add(each);
        } else if (value != null && deepest.contains(each)) {
          scrolls.computeIfAbsent(value, key -> new ArrayList<>()).add(each);
        }
      }
    }
    Map<String, List<Visit>> begun = new HashMap<>();
    for (Visit visit : visits) {
      Instant at = visit.first().hit.occurredAt();
      if (visit.first().hit.site().equals(site)
          && visit.first().hit.bot() == null
          && !at.isBefore(span.from())
          && at.isBefore(span.to())
          && matches(filters, visit, visits)) {
        String value = value(breakdown, visit);
        if (value != null) {
          begun.computeIfAbsent(value, key -> new ArrayList<>()).add(visit);
        }
      }
    }
    var texts = new TreeMap<String, String>();
    Stream.of(hits.keySet(), begun.keySet(), scrolls.keySet())
        .flatMap(Set::stream)
        .distinct()
        .forEach(
            value -> {
              List<Sent> ofHits = hits.getOrDefault(value, List.of());
              List<Visit> ofVisits = begun.getOrDefault(value, List.of());
              texts.put(
                  value,
                  "%d %d %d %d %d %d %d/%d %s"
                      .formatted(
                          ofHits.stream()
                              .filter(each -> each.hit.action() instanceof PageView)
                              .count(),
                          ofHits.stream()
                              .filter(each -> each.hit.action() instanceof VisitorEvent)
                              .count(),
                          ofHits.stream().map(each -> each.hit.visitor()).distinct().count(),
                          ofVisits.size(),
                          ofVisits.stream().filter(Visit::isBounce).count(),
                          ofVisits.stream().mapToLong(Visit::durationMs).sum(),
                          scrolls.getOrDefault(value, List.of()).stream()
                              .mapToLong(each -> scrollDepth(each.hit))
                              .sum(),
                          scrolls.getOrDefault(value, List.of()).size(),
                          revenue(ofHits)));
            });
    return texts;
  }

  /** Of what each visitor told of a page within a clock hour, the hit that got furthest down. */
  private static Set<Sent> deepest(String site, Span span, List<Sent> sent) {
    Map<String, Sent> deepest = new HashMap<>();
    sent.stream()
        .filter(
            each ->
                each.hit.site().equals(site)
                    && each.hit.bot() == null
                    && each.hit.action() instanceof Engagement
                    && !each.hit.occurredAt().isBefore(span.from())
                    && each.hit.occurredAt().isBefore(span.to()))
        .sorted(
            Comparator.comparingInt((Sent each) -> -scrollDepth(each.hit))
                .thenComparing(each -> each.hit.occurredAt())
                .thenComparing(each -> each.hit.id()))
        .forEach(
            each ->
                deepest.putIfAbsent(
                    each.hit.visitor()
                        + each.hit.url().path()
                        + each.hit.occurredAt().truncatedTo(ChronoUnit.HOURS),
                    each));
    return Set.copyOf(deepest.values());
  }

  private static int scrollDepth(Hit hit) {
    return hit.action() instanceof Engagement engagement ? engagement.scrollDepth() : 0;
  }

  private static Map<String, Long> revenue(List<Sent> hits) {
    var revenue = new TreeMap<String, Long>();
    for (Sent each : hits) {
      if (each.hit.action() instanceof VisitorEvent event && event.revenue() != null) {
        revenue.merge(
            event.revenue().currency(),
            event.revenue().amount().movePointRight(6).longValueExact(),
            Long::sum);
      }
    }
    return revenue;
  }

  private static boolean matches(List<Filter> filters, Visit visit, List<Visit> visits) {
    List<Filter> ofHits = filters.stream().filter(Filter::isOfHits).toList();
    return filters.stream()
            .filter(filter -> !filter.isOfHits())
            .allMatch(
                filter ->
                    compare(
                        filter,
                        value(
                            new Breakdown.ByDimension(((Filter.ByDimension) filter).dimension()),
                            visit)))
        && (ofHits.isEmpty()
            || visit.hits.stream()
                .anyMatch(hit -> ofHits.stream().allMatch(filter -> matches(filter, hit, visits))));
  }

  private static boolean matches(Filter filter, Sent sent, List<Visit> visits) {
    return switch (filter) {
      case Filter.ByProperty by -> {
        String value = value(new Breakdown.ByProperty(by.name()), sent.hit, null);
        yield compare(filter, value == null ? "" : value);
      }
      case Filter.ByDimension by ->
          compare(
              filter,
              value(new Breakdown.ByDimension(by.dimension()), sent.hit, visit(sent, visits)));
    };
  }

  private static boolean compare(Filter filter, String value) {
    Predicate<String> matches =
        switch (filter.comparison()) {
          case IS, IS_NOT -> value::equals;
          case CONTAINS -> value::contains;
          case LIKE -> pattern -> value.matches(pattern.replace("*", ".*"));
        };
    boolean any = filter.values().stream().anyMatch(matches);
    return (filter.comparison() == Filter.Comparison.IS_NOT) != any;
  }

  /** Of a hit; null if it has none and doesn't count. */
  private static String value(Breakdown breakdown, Hit hit, Visit visit) {
    return switch (breakdown) {
      case Breakdown.All() -> "";
      case Breakdown.ByProperty(String name) ->
          hit.action() instanceof VisitorEvent event && event.props().contains("plan")
              ? event.props().replaceAll(".*:\"(.*)\".*", "$1")
              : null;
      case Breakdown.ByDimension(Dimension dimension) ->
          switch (dimension) {
            case PAGE -> hit.url().path();
            case EVENT -> hit.action() instanceof VisitorEvent event ? event.name() : "";
            case COUNTRY -> text(hit.place().country());
            default -> value(breakdown, visit);
          };
    };
  }

  /** Of a visit; null if visits have none. */
  private static String value(Breakdown breakdown, Visit visit) {
    return switch (breakdown) {
      case Breakdown.All() -> "";
      case Breakdown.ByProperty(String name) -> null;
      case Breakdown.ByDimension(Dimension dimension) ->
          switch (dimension) {
            case PAGE, ENTRY_PAGE ->
                visit.views().findFirst().map(each -> each.hit.url().path()).orElse("");
            case EXIT_PAGE ->
                visit
                    .views()
                    .reduce((one, other) -> other)
                    .map(each -> each.hit.url().path())
                    .orElse("");
            case COUNTRY -> text(visit.first().hit.place().country());
            case SOURCE -> text(visit.first().hit.source().name());
            case EVENT -> null;
            default -> throw new IllegalArgumentException(dimension.wire());
          };
    };
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static Breakdown breakdown(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> new Breakdown.ByDimension(Dimension.PAGE);
      case 1 -> new Breakdown.ByDimension(Dimension.EVENT);
      case 2 -> new Breakdown.ByDimension(Dimension.SOURCE);
      case 3 -> new Breakdown.ByDimension(Dimension.COUNTRY);
      case 4 -> new Breakdown.ByDimension(Dimension.ENTRY_PAGE);
      case 5 -> new Breakdown.ByDimension(Dimension.EXIT_PAGE);
      case 6 -> new Breakdown.ByProperty("plan");
      default -> new Breakdown.All();
    };
  }

  private static List<Filter> filters(Random random) {
    return IntStream.range(0, Math.max(0, random.nextInt(4) - 1))
        .mapToObj(i -> filter(random))
        .toList();
  }

  private static Filter filter(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> new Filter.ByDimension(Dimension.PAGE, Filter.Comparison.IS, List.of("/p0", "/p1"));
      case 1 -> new Filter.ByDimension(Dimension.PAGE, Filter.Comparison.LIKE, List.of("/*1"));
      case 2 -> new Filter.ByDimension(Dimension.EVENT, Filter.Comparison.IS, List.of("signup"));
      case 3 ->
          new Filter.ByDimension(Dimension.SOURCE, Filter.Comparison.IS, List.of("Google", "Bing"));
      case 4 -> new Filter.ByDimension(Dimension.COUNTRY, Filter.Comparison.IS_NOT, List.of("DE"));
      case 5 -> new Filter.ByProperty("plan", Filter.Comparison.IS, List.of("a"));
      default -> new Filter.ByDimension(Dimension.COUNTRY, Filter.Comparison.IS, List.of("FR", ""));
    };
  }

  private List<Sent> randomHits(Random random, String workspace, Instant now) {
    var hits = new SampleHits(workspace, ids);
    var sent = new ArrayList<Sent>();
    String[] sources = {null, null, "Google", "Bing"};
    String[] countries = {null, "DE", "FR"};
    while (sent.size() < HITS) {
      String person = (random.nextInt(5) == 0 ? "known" : "p") + random.nextInt(12);
      String site = SITES.get(random.nextInt(SITES.size()));
      // Some of the last minutes, some around the midnights, the rest anywhere.
      Instant at =
          switch (random.nextInt(4)) {
            case 0 -> now.minusMillis(random.nextInt(1_500_000));
            case 1 ->
                now.truncatedTo(ChronoUnit.DAYS)
                    .minus(random.nextInt(2), ChronoUnit.DAYS)
                    .minusMillis(random.nextInt(5_400_000) - 2_700_000);
            default -> now.minusMillis(random.nextInt(60 * 3_600_000));
          };
      if (at.isAfter(now)) {
        continue;
      }
      Hit hit =
          hits.hit(
              site,
              person,
              at,
              "/p" + random.nextInt(4),
              switch (random.nextInt(5)) {
                case 0 ->
                    new VisitorEvent(
                        random.nextBoolean() ? "signup" : "scroll",
                        random.nextBoolean()
                            ? "{\"plan\":\"" + (random.nextBoolean() ? "a" : "b") + "\"}"
                            : "{}",
                        random.nextBoolean(),
                        random.nextInt(3) == 0
                            ? new Revenue(
                                BigDecimal.valueOf(random.nextInt(-200, 10_000), 2),
                                random.nextBoolean() ? "EUR" : "JPY")
                            : null);
                case 1 -> new Engagement(random.nextInt(15_000), random.nextInt(101));
                default -> new PageView(null, "{}");
              },
              SampleHits.from(sources[random.nextInt(sources.length)]),
              countries[random.nextInt(countries.length)],
              random.nextInt(10) == 0 ? Bot.Reason.USER_AGENT : null);
      sent.add(new Sent(person, hit));
    }
    return sent;
  }

  /** The log's partitions with what is written twice, each delivered in overlapping batches. */
  private void deliver(Random random, List<Sent> sent) throws Exception {
    var written = new ArrayList<>(sent);
    for (int i = 0; i < 10; i++) {
      written.add(sent.get(random.nextInt(sent.size())));
    }
    Collections.shuffle(written, random);
    Map<Integer, List<Hit>> log = byPartition(written);
    String topic = topic();
    var writes = new ArrayList<Callable<Void>>();
    log.forEach(
        (partition, hits) -> {
          long partitionSeed = random.nextLong();
          writes.add(
              () -> {
                deliver(new Random(partitionSeed), topic, partition, hits);
                return null;
              });
        });
    try (var writers = Executors.newFixedThreadPool(PARTITIONS)) {
      for (Future<Void> write : writers.invokeAll(writes)) {
        write.get();
      }
    }
  }

  private void deliver(Random random, String topic, int partition, List<Hit> hits) {
    int next = 0;
    while (next < hits.size()) {
      int from = Math.max(0, next - random.nextInt(15));
      int to = Math.min(hits.size(), from + 1 + random.nextInt(40));
      store.store(topic, deliveries(partition, from, to, hits));
      next = Math.max(next, to);
    }
  }

  private static Map<Integer, List<Hit>> byPartition(List<Sent> sent) {
    return sent.stream()
        .map(each -> each.hit)
        .collect(
            Collectors.groupingBy(
                hit -> Math.floorMod((hit.site() + hit.visitor()).hashCode(), PARTITIONS)));
  }

  private static List<Delivery> deliveries(int partition, int from, int to, List<Hit> hits) {
    return IntStream.range(from, to)
        .mapToObj(offset -> delivery(partition, offset, hits.get(offset)))
        .toList();
  }

  private static Delivery delivery(int partition, long offset, Hit hit) {
    return new Delivery(partition, offset, offset, hit);
  }

  private String topic() throws SQLException {
    String topic = "t-" + ids.next();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      offsets.begin(topic, partition, 0);
    }
    return topic;
  }

  private List<String> storedVisits(String workspace) throws SQLException {
    return database.text(
        """
        select concat_ws(' ', site, first_hit, last_hit, pageviews, events, interactions, engaged_ms,
                         coalesce(entry_page, '-'), coalesce(exit_page, '-'), coalesce(source, '-'),
                         coalesce(bot, '-'), coalesce(user_id, '-'))
        from visitor_sessions where workspace = ?
        """,
        workspace);
  }

  private static String kind(Hit hit) {
    return switch (hit.action()) {
      case PageView view -> "v";
      case VisitorEvent event -> "e";
      case Engagement engagement -> "t";
    };
  }

  /** Each person's hits on a site in their order, cut where there is a long pause. */
  private static List<Visit> visits(List<Sent> sent) {
    Map<String, List<Sent>> byPerson =
        sent.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.hit.site() + each.person + (each.hit.bot() != null)));
    var visits = new ArrayList<Visit>();
    for (List<Sent> ofOne : byPerson.values()) {
      List<Sent> sorted =
          ofOne.stream()
              .sorted(
                  Comparator.comparing((Sent each) -> each.hit.occurredAt())
                      .thenComparing(each -> UUID.fromString(each.hit.id())))
              .toList();
      var current = new ArrayList<Sent>();
      for (Sent each : sorted) {
        if (!current.isEmpty()
            && each.hit.occurredAt().isAfter(current.getLast().hit.occurredAt().plus(IDLE))) {
          visits.add(new Visit(List.copyOf(current)));
          current.clear();
        }
        current.add(each);
      }
      visits.add(new Visit(List.copyOf(current)));
    }
    return visits;
  }

  private static Visit visit(Sent sent, List<Visit> visits) {
    return visits.stream().filter(visit -> visit.hits.contains(sent)).findFirst().orElseThrow();
  }

  /** A hit and whose it is. */
  private record Sent(String person, Hit hit) {}

  private record Visit(List<Sent> hits) {

    Sent first() {
      return hits.getFirst();
    }

    Stream<Sent> views() {
      return hits.stream().filter(each -> each.hit.action() instanceof PageView);
    }

    long engagedMs() {
      return hits.stream()
          .mapToLong(
              each ->
                  each.hit.action() instanceof Engagement engagement ? engagement.engagedMs() : 0)
          .sum();
    }

    long interactions() {
      return hits.stream()
          .filter(each -> each.hit.action() instanceof VisitorEvent event && event.interactive())
          .count();
    }

    boolean isBounce() {
      return views().count() <= 1 && interactions() == 0 && engagedMs() < 10_000;
    }

    long durationMs() {
      return Math.max(
          Duration.between(first().hit.occurredAt(), hits.getLast().hit.occurredAt()).toMillis(),
          engagedMs());
    }

    String text() {
      return String.join(
          " ",
          first().hit.site(),
          first().hit.id(),
          hits.getLast().hit.id(),
          String.valueOf(views().count()),
          String.valueOf(
              hits.stream().filter(each -> each.hit.action() instanceof VisitorEvent).count()),
          String.valueOf(interactions()),
          String.valueOf(engagedMs()),
          views().findFirst().map(each -> each.hit.url().path()).orElse("-"),
          views().reduce((one, other) -> other).map(each -> each.hit.url().path()).orElse("-"),
          first().hit.source().name() == null ? "-" : first().hit.source().name(),
          first().hit.bot() == null ? "-" : first().hit.bot().reason().wire(),
          first().hit.userId() == null ? "-" : first().hit.userId());
    }
  }
}
