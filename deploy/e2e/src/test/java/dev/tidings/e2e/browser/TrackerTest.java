package dev.tidings.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Node;
import dev.tidings.e2e.support.TidingsSystem;
import dev.tidings.e2e.support.TopicRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * R-A1: what our tracker and the unmodified ones of Plausible and Umami make of a visit in a real
 * browser. The site is on another origin than the gateway, as sites are.
 */
@EndToEnd
class TrackerTest {

  private static final String HITS = "analytics.hit.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TidingsSystem system;
  private final Website website = new Website();

  @RegisterExtension private final BrowserSession browser;

  /** Different in each run, because the system keeps its data. */
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  TrackerTest(TidingsSystem system) {
    this.system = system;
    this.browser = new BrowserSession(system.gateway());
  }

  @AfterEach
  void close() {
    website.close();
  }

  @Test
  void shouldFollowAVisit() {
    website.carry(
        "<script defer data-site=\"default\" src=\"%s\"></script>".formatted(gateway("/t.js")));
    String path = "/own-" + run;
    Page page = browser.newPage("visitor");
    page.navigate(website.page(path + "?utm_source=newsletter&mail=a@b.c"));
    await(path, 1);

    page.locator("button").click();
    page.getByText("Prices").click();
    page.getByText("Elsewhere").click();
    page.evaluate("() => tidings('Purchase', {revenue: {amount: 29.9, currency: 'EUR'}})");
    page.evaluate("() => window.scrollTo(0, 2000)");
    await(path, 5);
    page.waitForTimeout(1200); // as long as a look takes that is worth telling
    page.evaluate("path => history.pushState({}, '', path)", path + "/next");
    List<JsonNode> hits = await(path, 7);

    assertThat(hits)
        .extracting(TrackerTest::summary)
        .containsExactlyInAnyOrder(
            path + " Somebody's page",
            path + " Sign up {\"plan\":\"team\"}",
            path + " File Download {\"url\":\"" + website.page("/files/price-list.pdf") + "\"}",
            path + " Outbound Link: Click {\"url\":\"https://elsewhere.example/there\"}",
            path + " Purchase ",
            path + " engagement",
            path + "/next Somebody's page");
    assertThat(hits).extracting(hit -> hit.path("visitor").asText()).containsOnly(visitor(hits));
    JsonNode view = hit(hits, "Somebody's page");
    assertThat(view.at("/source/channel").asText()).isEqualTo("email");
    assertThat(view.at("/client/language").asText()).isEqualTo("en-GB");
    // A browser that a program drives says so.
    assertThat(view.at("/bot/name").asText()).isEqualTo("webdriver");
    JsonNode engagement = hit(hits, "engagement");
    assertThat(engagement.path("engagedMs").asLong()).isGreaterThanOrEqualTo(1000);
    assertThat(engagement.path("scrollDepth").asInt()).isBetween(40, 80);
    assertThat(hits.toString()).doesNotContain("a@b.c", "secret");

    page.evaluate("() => localStorage.setItem('tidings_ignore', 'true')");
    page.navigate(website.page(path + "/ignored"));
    browser.newPage("somebody else").navigate(website.page(path + "/seen"));
    await(path + "/seen", 1);
    assertThat(hits(path + "/ignored")).isEmpty();
  }

  @Test
  void shouldUnderstandPlausiblesScript() {
    website.put("/plausible.js", npm("@plausible-analytics/tracker@0.4.6", "plausible.js"));
    website.carry(
        """
        <script type="module">
          import { init, track } from '/plausible.js';
          init({ domain: 'default', endpoint: '%s', captureOnLocalhost: true, outboundLinks: true });
          window.track = track;
        </script>"""
            .formatted(gateway("/api/event")));
    String path = "/plausible-" + run;
    Page page = browser.newPage("visitor");
    page.navigate(website.page(path + "?utm_source=google&utm_medium=cpc"));
    await(path, 1);
    page.evaluate(
        "() => track('Signup', {props: {plan: 'team'}, revenue: {amount: '9.99', currency: 'USD'}})");
    page.evaluate("() => window.scrollTo(0, 2000)");
    await(path, 2);
    page.evaluate("path => history.pushState({}, '', path)", path + "/next");
    List<JsonNode> hits = await(path, 4);

    assertThat(hits)
        .extracting(TrackerTest::summary)
        .containsExactlyInAnyOrder(
            path + " ",
            path + " Signup {\"plan\":\"team\"}",
            path + " engagement",
            path + "/next ");
    assertThat(hits).extracting(hit -> hit.path("visitor").asText()).containsOnly(visitor(hits));
    assertThat(hit(hits, "Signup").at("/revenue/currency").asText()).isEqualTo("USD");
    assertThat(hits.getFirst().at("/source/channel").asText()).isEqualTo("paid-search");
  }

  @Test
  void shouldUnderstandUmamisScript() {
    website.put("/umami.js", npm("umami@2.10.0", "src/tracker/index.js"));
    website.carry(
        "<script defer src=\"/umami.js\" data-website-id=\"default\" data-host-url=\"%s\"></script>"
            .formatted(gateway("")));
    String path = "/umami-" + run;
    Page page = browser.newPage("visitor");
    page.navigate(website.page(path));
    await(path, 1);
    page.evaluate("() => umami.track('Signup', {plan: 'team'})");
    await(path, 2);
    page.evaluate("path => history.pushState({}, '', path)", path + "/next");
    List<JsonNode> hits = await(path, 3);

    assertThat(hits)
        .extracting(TrackerTest::summary)
        .containsExactlyInAnyOrder(
            path + " Somebody's page",
            path + " Signup {\"plan\":\"team\"}",
            path + "/next Somebody's page");
    assertThat(hits).extracting(hit -> hit.path("visitor").asText()).containsOnly(visitor(hits));
    assertThat(hits.getFirst().at("/client/screen").asText()).isNotEmpty();
  }

  private static byte[] npm(String name, String file) {
    var node = Node.in(Path.of("").toAbsolutePath());
    assumeTrue(node.isPresent(), "Skipped: there is no Node 20 or newer with npm on the PATH.");
    return NpmPackage.file(node.get(), name, file);
  }

  private String gateway(String path) {
    return "http://localhost:" + system.gateway().getPort() + path;
  }

  private static String visitor(List<JsonNode> hits) {
    return hits.getFirst().path("visitor").asText();
  }

  private static JsonNode hit(List<JsonNode> hits, String summary) {
    return hits.stream().filter(hit -> summary(hit).contains(summary)).findFirst().orElseThrow();
  }

  /** The page and what happened on it. */
  private static String summary(JsonNode hit) {
    String path = hit.path("url").asText().replaceFirst("https?://[^/]+", "");
    if (hit.has("engagedMs")) {
      return path + " engagement";
    }
    return path
        + " "
        + (hit.has("name")
            ? hit.path("name").asText() + " " + (hit.has("props") ? hit.path("props") : "")
            : hit.path("title").asText());
  }

  private List<JsonNode> await(String path, int count) {
    return Awaitility.await(count + " hits of " + path)
        .atMost(PATIENCE)
        .until(() -> hits(path), hits -> hits.size() >= count);
  }

  /** The hits of pages at or below a path, in the order in which they came in. */
  private List<JsonNode> hits(String path) {
    return system.topics().readAll(HITS).stream()
        .sorted(Comparator.comparing(each -> each.header("ce_id")))
        .map(TopicRecord::data)
        .filter(data -> data.path("url").asText().contains(path))
        .toList();
  }
}
