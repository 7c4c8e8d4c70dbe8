package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.Database;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * While visitors look at pages, analytics-service is killed, and PostgreSQL, which takes back the
 * last that it was told: what was said yes to is in the tables once, and the live figures say the
 * same (R-A5, R-A8).
 */
@EndToEnd
@Order(Faults.SERVICES)
class AnalyticsCrashTest {

  /** So many page views between two kills. */
  private static final int CALM = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long PAUSE_MILLIS = 10;

  private final TidingsSystem system;
  private final TestUser visitor;
  private final String path = "/crash-" + Instant.now().toEpochMilli();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicBoolean stopping = new AtomicBoolean();

  AnalyticsCrashTest(TidingsSystem system) {
    this.system = system;
    visitor = system.withToken("", "", "");
  }

  @Test
  void shouldCountWhatItAcceptedOnceWhateverIsKilled() throws InterruptedException {
    Thread load = Thread.ofVirtual().start(this::look);
    try {
      for (String victim : List.of("analytics-service", "postgres", "analytics-service")) {
        awaitAccepted(CALM);
        system.awaitReplacement(system.kill(victim));
      }
      awaitAccepted(CALM / 2);
    } finally {
      stopping.set(true);
      load.join();
    }
    long least = accepted.get();
    await().atMost(PATIENCE).until(() -> rows() >= least);
    // What was not answered may have been taken in or not.
    assertThat(rows()).isBetween(least, least + unknown.get());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live()).isEqualTo(overview()));
    System.out.printf(
        "Killed analytics-service twice, PostgreSQL once: %d page views accepted, %d not answered,"
            + " %d stored%n",
        least, unknown.get(), rows());
  }

  private void awaitAccepted(int count) {
    long before = accepted.get();
    await().atMost(PATIENCE).until(() -> accepted.get() > before + count);
  }

  private void look() {
    while (!stopping.get()) {
      try {
        Answer answer = view();
        if (answer.status() == 202) {
          accepted.incrementAndGet();
        } else {
          unknown.incrementAndGet();
        }
        Thread.sleep(PAUSE_MILLIS);
      } catch (UncheckedIOException e) {
        unknown.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Answer view() {
    return visitor.exchange(
        "POST",
        "/api/analytics/pageview",
        "{\"site\":\"default\",\"pageUrl\":\"http://localhost:3000%s\"}".formatted(path),
        Map.of(
            "Origin",
            "http://localhost:3000",
            "User-Agent",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept",
            "*/*",
            "Accept-Language",
            "en"));
  }

  private long rows() {
    try (Database database = system.database()) {
      return database.pageViews("acme", path);
    }
  }

  /** The sum of the live buckets of the last hour, and from when on. */
  private long live() {
    long sum = 0;
    for (JsonNode bucket : snapshot().path("buckets")) {
      sum += bucket.path("pageviews").asLong();
    }
    return sum;
  }

  /** What the reports say of the same time. */
  private long overview() {
    String since = snapshot().path("lastHour").path("since").asText();
    return reader()
        .get(
            "/api/analytics/overview?site=default&from=%s&to=%s"
                .formatted(since, Instant.now().plusSeconds(60)))
        .expect(200)
        .json()
        .at("/metrics/pageviews")
        .asLong();
  }

  private JsonNode snapshot() {
    return reader().get("/api/analytics/live?site=default").expect(200).json();
  }

  private TestUser reader() {
    return system.user("alice", "acme");
  }
}
