package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.Database;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page view of a visitor without a login shows on the live dashboard (R-A1, R-A5). */
@EndToEnd
class AnalyticsTest {

  private static final Duration SOME_BUCKETS = Duration.ofSeconds(30);

  private final TidingsSystem system;
  private final TestUser alice;
  private final TestUser visitor;

  AnalyticsTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", "acme", "ADMIN");
    visitor = system.withToken("", "", "");
  }

  @Test
  void shouldCountAPageViewAndPushItToTheDashboard() {
    try (LiveClient alices = alice.connect()) {
      Frame subscribed = alices.request("SUBSCRIBE", Map.of("channel", "dashboard:live"));
      assertThat(subscribed.type()).as(subscribed.toString()).isEqualTo("ACK");

      for (int i = 0; i < 3; i++) {
        Answer taken = view("http://localhost:" + system.gateway().getPort());
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
      }

      await().atMost(SOME_BUCKETS).until(() -> pushed(alices) >= 3);
      try (Database database = system.database()) {
        assertThat(database.pageViews("acme", "/pricing")).isEqualTo(3);
      }
    }
  }

  @Test
  void shouldRefuseTheHitsOfAnotherSite() {
    Answer refused = view("https://elsewhere.example");

    refused.expectProblem(403);
  }

  /** The site's views since the subscription; others may visit it too. */
  private static long pushed(LiveClient client) {
    return client.frames(frame -> frame.is("METRICS_UPDATE", "dashboard:live")).stream()
        .mapToLong(frame -> frame.data().path("pageviews").asLong())
        .sum();
  }

  private Answer view(String origin) {
    return visitor.exchange(
        "POST",
        "/api/analytics/pageview",
        """
        {"site":"default","pageUrl":"%s/pricing","pageTitle":"Pricing","referrer":""}
        """
            .formatted(origin),
        Map.of(
            "Origin",
            origin,
            "Accept-Language",
            "en",
            "User-Agent",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
  }
}
