package dev.tidings.analytics.warehouse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-A4: who comes back, of random visits of known visitors, as counting one by one says. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class RetentionHistoryTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");
  private static final long SEED = 7;
  private static final int USERS = 24;
  private static final int SLOTS = 27 * 12;

  private static final String VISIT =
      """
      insert into visitor_sessions
        (workspace, site, visitor, user_id, bot, started_at, first_hit, ended_at, last_hit, pageviews,
         events, interactions, engaged_ms, channel)
      values (?, 'followed', ?, ?, ?, ?, ?, ?, ?, 1, 0, 0, 0, 'direct')
      """;

  /** When each user came; filled once. */
  private static final Map<String, Set<Instant>> VISITS = new TreeMap<>();

  @Inject DayPartitions partitions;
  @Inject Sql sql;
  @Inject EventIds ids;
  @Inject Clock clock;

  @ConfigProperty(name = "tidings.test.workspace")
  String workspace;

  /** Well away from every zone's midnights. */
  @BeforeEach
  void visit() {
    if (!VISITS.isEmpty()) {
      return;
    }
    var random = new Random(SEED);
    Instant last = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
    for (int user = 0; user < USERS; user++) {
      var times = new TreeSet<Instant>();
      int since = 1 + random.nextInt(SLOTS);
      int visits = 1 + random.nextInt(14);
      for (int i = 0; i < visits; i++) {
        times.add(
            last.minus(2L * random.nextInt(since), ChronoUnit.HOURS)
                .plus(5 + 15L * random.nextInt(4), ChronoUnit.MINUTES));
      }
      String name = "user-" + user;
      VISITS.put(name, times);
      times.forEach(time -> store(name, null, time));
    }
    // Strangers can't be followed, and programs are not.
    store(null, null, last);
    store("program", "user-agent", last);
  }

  private void store(String user, String bot, Instant at) {
    partitions.ensure(List.of(LocalDate.ofInstant(at, ZoneOffset.UTC)));
    UUID id = UUID.fromString(ids.next());
    sql.update(VISIT, workspace, id.toString(), user, bot, at, id, at, id);
  }

  @ParameterizedTest
  @CsvSource({
    "day,   UTC,              12",
    "day,   Asia/Kathmandu,   5",
    "day,   America/New_York, 27",
    "week,  Europe/Berlin,    20",
    "month, Pacific/Auckland, 27",
  })
  void shouldCountWhoComesBack(String interval, String timezone, int days) {
    ZoneId zone = ZoneId.of(timezone);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate from = today.minusDays(days);
    ExtractableResponse<Response> answer =
        report(
            "retention?interval=%s&timezone=%s&from=%s&to=%s&"
                .formatted(interval, timezone, from, today));
    CONTRACT.assertBodySatisfiesSchema("retention", answer.asByteArray());
    var answered = new ArrayList<String>();
    for (Map<String, ?> cohort : answer.<List<Map<String, ?>>>path("cohorts")) {
      answered.add(
          cohort.get("firstSeen") + " " + cohort.get("visitors") + " " + cohort.get("returned"));
    }
    assertThat(answered).isEqualTo(expected(interval, zone, from, today)).isNotEmpty();
  }

  private static List<String> expected(
      String interval, ZoneId zone, LocalDate from, LocalDate today) {
    Map<LocalDate, Set<String>> present = new TreeMap<>();
    VISITS.forEach(
        (user, times) ->
            times.forEach(
                time ->
                    present
                        .computeIfAbsent(
                            begin(interval, LocalDate.ofInstant(time, zone)),
                            each -> new HashSet<>())
                        .add(user)));
    var lines = new ArrayList<String>();
    var seen = new HashSet<String>();
    present.forEach(
        (begin, users) -> {
          var fresh = new TreeSet<>(users);
          fresh.removeAll(seen);
          seen.addAll(users);
          if (fresh.isEmpty() || begin.isBefore(begin(interval, from))) {
            return;
          }
          var returned = new ArrayList<Long>();
          for (LocalDate each = begin; !each.isAfter(today); each = next(interval, each)) {
            Set<String> there = present.getOrDefault(each, Set.of());
            returned.add(fresh.stream().filter(there::contains).count());
          }
          lines.add(begin + " " + fresh.size() + " " + returned);
        });
    return lines;
  }

  private static LocalDate begin(String interval, LocalDate day) {
    return switch (interval) {
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "month" -> day.withDayOfMonth(1);
      default -> day;
    };
  }

  private static LocalDate next(String interval, LocalDate begin) {
    return switch (interval) {
      case "week" -> begin.plusWeeks(1);
      case "month" -> begin.plusMonths(1);
      default -> begin.plusDays(1);
    };
  }

  private ExtractableResponse<Response> report(String request) {
    return given()
        .auth()
        .oauth2(Tokens.token("alice", workspace))
        .get("/api/analytics/" + request + "site=followed")
        .then()
        .statusCode(200)
        .extract();
  }
}
