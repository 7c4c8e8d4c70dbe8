package dev.tidings.analytics;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a visitor's browser to the dashboard, with a real PostgreSQL and a real Kafka. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class AnalyticsFlowTest {

  private static final String HITS = "analytics.hit.v1";
  private static final String LIVE = "analytics.live.v1";
  private static final String DEAD = "analytics.hit.v1.analytics-service.dlq";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "tidings.test.workspace")
  String workspace;

  @ConfigProperty(name = "tidings.test.other-workspace")
  String otherWorkspace;

  @Inject Database database;
  @Inject EventIds ids;
  @Inject Clock clock;

  private TopicProbe probe;

  @BeforeEach
  void watch() {
    probe = TopicProbe.of(bootstrap, HITS, LIVE, DEAD);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  /** Issue 2: a posted page view is counted and shows in a METRICS_UPDATE. R-A1, R-A5. */
  @Test
  void shouldShowAPageViewOnTheDashboard() throws Exception {
    String id =
        hit()
            .body(
                """
                {"site":"default","pageUrl":"http://localhost:3000/pricing?plan=team#top",
                 "pageTitle":"Pricing","referrer":"https://www.example.org/"}""")
            .post("/api/analytics/pageview")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    JsonNode update = awaitUpdate(data -> data.path("pageviews").asInt() > 0);

    assertThat(update.path("site").asText()).isEqualTo("default");
    assertThat(update.path("visitors").asInt()).isPositive();
    assertThat(update.path("totals").path("pageviews").asInt()).isPositive();
    assertThat(
            database.text(
                "select concat_ws(' ', workspace, site, url, host, path, title, referrer)"
                    + " from page_views where id = ?::uuid",
                id))
        .containsExactly(
            workspace
                + " default http://localhost:3000/pricing localhost /pricing Pricing"
                + " https://www.example.org/");
    byte[] snapshot =
        given()
            .auth()
            .oauth2(Tokens.token("alice", workspace))
            .get("/api/analytics/live?site=default")
            .then()
            .statusCode(200)
            .body("buckets.at", hasItem(update.path("at").asText()))
            .extract()
            .asByteArray();
    CONTRACT.assertBodySatisfiesSchema("live-snapshot", snapshot);
    assertThat(database.text("select path from v_popular_pages where workspace = ?", workspace))
        .contains("/pricing");
  }

  /** The display comes to rest: one update of an empty bucket follows the busy one. */
  @Test
  void shouldEndWithAnEmptyBucket() throws Exception {
    pageview("http://localhost/rest", "203.0.113.1");
    JsonNode busy = awaitUpdate(data -> data.path("pageviews").asInt() > 0);

    JsonNode empty =
        awaitUpdate(
            data ->
                data.path("pageviews").asInt() == 0
                    && data.path("at").asText().compareTo(busy.path("at").asText()) > 0);

    assertThat(empty.path("visitors").asInt()).isZero();
  }

  @Test
  void shouldKeepAnEvent() throws Exception {
    String id =
        hit()
            .body(
                """
                {"site":"default","name":"signup","url":"http://localhost/","props":{"plan":"team"}}\
                """)
            .post("/api/analytics/event")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        database.text(
                            "select name || ' ' || (props ->> 'plan') from visitor_events"
                                + " where id = ?::uuid",
                            id))
                    .containsExactly("signup team"));
  }

  /** {@code navigator.sendBeacon} sends text without a preflight. R-A1. */
  @Test
  void shouldAcceptABeacon() {
    given()
        .contentType("text/plain;charset=UTF-8")
        .header("Origin", "https://www.example.org")
        .body("{\"site\":\"default\",\"pageUrl\":\"https://www.example.org/beacon\"}")
        .post("/api/analytics/pageview")
        .then()
        .statusCode(202)
        .header("Access-Control-Allow-Origin", equalTo("https://www.example.org"))
        .body("id", notNullValue());
  }

  /** R-A8: redelivery never counts twice. */
  @Test
  void shouldCountARedeliveredHitOnce() throws Exception {
    CloudEvent hit = hitEvent("{\"site\":\"twice\",\"visitor\":\"v1\",\"url\":\"http://a.test/\"}");
    probe.publish(HITS, hit);
    probe.publish(HITS, hit);
    CloudEvent later =
        hitEvent("{\"site\":\"twice\",\"visitor\":\"v1\",\"url\":\"http://a.test/later\"}");
    probe.publish(HITS, later);

    awaitRow(later.id());

    assertThat(database.text("select count(*) from page_views where id = ?::uuid", hit.id()))
        .containsExactly("1");
    assertThat(
            database.text(
                "select pageviews || ' ' || octet_length(visitors) from site_days where site = 'twice'"
                    + " and workspace = ?",
                workspace))
        .containsExactly("2 9");
  }

  /** R-X2: poison goes to the dead letters, and what follows still flows. */
  @Test
  void shouldPutPoisonAside() throws Exception {
    CloudEvent unreadable = hitEvent("{\"site\":\"poison\",\"visitor\":\"v1\"}");
    CloudEvent refused =
        hitEvent(
            "{\"site\":\"poison\",\"visitor\":\"v1\",\"url\":\"http://a.test/\","
                + "\"title\":\"\\u0000\"}");
    CloudEvent good =
        hitEvent("{\"site\":\"poison\",\"visitor\":\"v1\",\"url\":\"http://a.test/\"}");

    probe.publish(HITS, unreadable);
    probe.publish(HITS, refused);
    probe.publish(HITS, good);

    awaitRow(good.id());
    assertThat(reason(unreadable)).isEqualTo("'url' is missing");
    assertThat(reason(refused)).contains("invalid byte sequence");
    assertThat(
            database.text(
                "select pageviews from site_days where site = 'poison' and workspace = ?",
                workspace))
        .containsExactly("1");
  }

  /** R-A1: what Plausible's script sends. */
  @Test
  void shouldCountWhatPlausiblesScriptReports() {
    given()
        .contentType("text/plain")
        .header("Origin", "https://www.example.org")
        .body(
            """
            {"n":"pageview","v":22,"u":"https://www.example.org/plausible?x=1","d":"example.org",
             "r":"https://search.example/"}""")
        .post("/api/event")
        .then()
        .statusCode(202)
        .header("Access-Control-Allow-Origin", equalTo("https://www.example.org"))
        .body(equalTo("ok"));
    hit()
        .body(
            """
            {"name":"Signup","url":"https://www.example.org/plausible","domain":"default",
             "props":"{\\"plan\\":\\"team\\",\\"list\\":[1],\\"none\\":null}"}""")
        .post("/api/event")
        .then()
        .statusCode(202);
    awaitText(
        "select path || ' ' || referrer from page_views where workspace = ? and site = 'default'",
        "/plausible https://search.example/");
    awaitText(
        "select name || ' ' || props from visitor_events where workspace = ? and site = 'default'",
        "Signup {\"plan\": \"team\"}");
  }

  /** A report of time spent on a page is neither a page view nor an event. */
  @Test
  void shouldNotCountPlausiblesEngagementAsAVisit() throws Exception {
    hit()
        .body(
            "{\"n\":\"engagement\",\"u\":\"http://localhost/e\",\"d\":\"default\",\"e\":3000,\"sd\":40}")
        .post("/api/event")
        .then()
        .statusCode(202);
    awaitRow(pageview("http://localhost/after-engagement", "203.0.113.20"));
    assertThat(probe.events(workspace))
        .filteredOn(event -> new String(event.data(), UTF_8).contains("http://localhost/e\""))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("ENGAGEMENT");
              assertThat(json(event.data()).path("engagedMs").asInt()).isEqualTo(3000);
              assertThat(json(event.data()).path("scrollDepth").asInt()).isEqualTo(40);
            });
    assertThat(database.text("select id from page_views where url = 'http://localhost/e'"))
        .isEmpty();
  }

  /** R-A1: what Umami's script sends. */
  @Test
  void shouldCountWhatUmamisScriptReports() throws Exception {
    String id =
        hit()
            .header("Origin", "http://localhost:5173")
            .header("x-umami-cache", "anything")
            .body(
                """
                {"type":"event","payload":{"website":"default","hostname":"localhost",
                 "url":"/umami?a=b","title":"Umami","referrer":"/before","language":"de-DE",
                 "screen":"1920x1080","ip":"198.51.100.99"}}""")
            .post("/api/send")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    awaitRow(id);
    assertThat(
            database.text(
                "select concat_ws(' ', url, title, coalesce(referrer, 'none')) from page_views"
                    + " where id = ?::uuid",
                id))
        .containsExactly("http://localhost/umami Umami none");
    hit()
        .body(
            """
            {"type":"event","payload":{"website":"default","hostname":"localhost",
             "url":"https://localhost/umami","name":"umami-click","data":{"button":"buy"}}}""")
        .post("/api/send")
        .then()
        .statusCode(200);
    awaitText(
        "select name || ' ' || props from visitor_events where workspace = ? and site = 'default'",
        "umami-click {\"button\": \"buy\"}");
    hit()
        .body("{\"type\":\"identify\",\"payload\":{\"website\":\"default\",\"url\":\"/\"}}")
        .post("/api/send")
        .then()
        .statusCode(200)
        .body("dropped", equalTo("not-counted"));
    hit()
        .body("{\"type\":\"other\",\"payload\":{\"website\":\"default\",\"url\":\"/\"}}")
        .post("/api/send")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/type"));
  }

  @Test
  void shouldShowLiveNumbersToTheSitesWorkspaceOnly() {
    given().get("/api/analytics/live?site=default").then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.token("eve", otherWorkspace))
        .get("/api/analytics/live?site=default")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-site"));
    given()
        .auth()
        .oauth2(Tokens.token("eve", otherWorkspace))
        .get("/api/analytics/live?site=no-such-site")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-site"));
    given()
        .auth()
        .oauth2(Tokens.token("eve", otherWorkspace))
        .get("/api/analytics/live?site=globex")
        .then()
        .statusCode(200)
        .body("totals.pageviews", equalTo(0));
    given()
        .auth()
        .oauth2(Tokens.token("eve", otherWorkspace))
        .get("/api/analytics/live")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?site"));
  }

  @Test
  void shouldHoldHitsToTheirSitesOrigins() {
    String toClosed = "{\"site\":\"closed\",\"pageUrl\":\"https://closed.example.org/\"}";
    hit().body(toClosed).post("/api/analytics/pageview").then().statusCode(403);
    hit()
        .header("Origin", "https://www.example.org")
        .body(toClosed)
        .post("/api/analytics/pageview")
        .then()
        .statusCode(403)
        .body("code", equalTo("origin-not-allowed"))
        .header("Access-Control-Allow-Origin", equalTo("https://www.example.org"));
    hit()
        .header("Origin", "https://evil.example")
        .body(toClosed)
        .post("/api/analytics/pageview")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
    hit()
        .header("Origin", "https://closed.example.org")
        .body(toClosed)
        .post("/api/analytics/pageview")
        .then()
        .statusCode(202);
  }

  @Test
  void shouldAnswerPreflightsOfTheSitesOrigins() {
    given()
        .header("Origin", "http://localhost:5173")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type")
        .options("/api/analytics/event")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo("http://localhost:5173"))
        .header("Access-Control-Allow-Methods", equalTo("POST"))
        .header("Access-Control-Allow-Credentials", nullValue())
        .header("Vary", equalTo("Origin"));
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/analytics/event")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void shouldSayWhatIsWrongWithAHit() {
    refused(
        "{\"site\":\"no-such-site\",\"pageUrl\":\"http://a.test/\"}", 404, "unknown-site", null);
    refused("{\"site\":\"default\"}", 400, "validation-failed", "/pageUrl");
    refused(
        "{\"site\":\"default\",\"pageUrl\":\"/relative\"}", 400, "validation-failed", "/pageUrl");
    refused(
        "{\"site\":\"default\",\"pageUrl\":\"http://a.test/" + "a".repeat(2048) + "\"}",
        400,
        "validation-failed",
        "/pageUrl");
    refused(
        "{\"site\":\"default\",\"pageUrl\":\"http://a.test/\",\"referrer\":\"nonsense\"}",
        400,
        "validation-failed",
        "/referrer");
    refused(
        "{\"site\":\"default\",\"pageUrl\":\"http://a.test/\",\"pageTitle\":\"\\u0000\"}",
        400,
        "validation-failed",
        "/pageTitle");
    refused(
        "{\"site\":\"default\",\"pageUrl\":\"http://a.test/\",\"pageTitle\":\"\\ud800\"}",
        400,
        "validation-failed",
        "/pageTitle");
    refused("{\"site\":\"default\",\"pageUrl\":{}}", 400, "malformed-json", "/pageUrl");
    refused("[]", 400, "malformed-json", null);
    refused("{\"site\":", 400, "malformed-json", null);
    refused("", 400, "malformed-json", null);
    refused(
        "{\"site\":\"default\",\"pageTitle\":\"" + "a".repeat(64 * 1024) + "\"}",
        413,
        "payload-too-large",
        null);
    given()
        .contentType("application/xml")
        .body("<a/>")
        .post("/api/analytics/pageview")
        .then()
        .statusCode(415);
  }

  /** R-A3: an address makes a visitor, for the day. */
  @Test
  void shouldTellVisitorsApart() throws Exception {
    String id = pageview("http://localhost/visitor", "198.51.100.77");
    String again = pageview("http://localhost/visitor", "198.51.100.77");
    String other = pageview("http://localhost/visitor", "198.51.100.78");
    awaitRow(id);
    awaitRow(again);
    awaitRow(other);

    assertThat(visitor(again)).isEqualTo(visitor(id));
    assertThat(visitor(other)).isNotEqualTo(visitor(id));
  }

  @Test
  void shouldPublishWhatItsContractSays() throws Exception {
    awaitRow(pageview("http://localhost/contract", "203.0.113.10"));
    CloudEvent view =
        probe.events(workspace).stream()
            .filter(event -> event.type().equals("PAGEVIEW"))
            .findFirst()
            .orElseThrow();
    CONTRACT.assertEventSatisfiesSchema("PAGEVIEW", view.data());
  }

  private static RequestSpecification hit() {
    return given().contentType(ContentType.JSON).header("User-Agent", "test");
  }

  private static String pageview(String url, String address) {
    return hit()
        .header("X-Forwarded-For", address)
        .body(Map.of("site", "default", "pageUrl", url))
        .post("/api/analytics/pageview")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static void refused(String body, int status, String code, String pointer) {
    hit()
        .body(body)
        .post("/api/analytics/pageview")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("errors[0].pointer", pointer == null ? nullValue() : equalTo(pointer));
  }

  private CloudEvent hitEvent(String data) {
    return new CloudEvent(
        ids.next(),
        "/test",
        "PAGEVIEW",
        clock.instant(),
        null,
        workspace,
        Channel.of("site", "test"),
        Map.of(),
        data.getBytes(UTF_8));
  }

  private void awaitText(String sql, String expected) {
    await(expected)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(database.text(sql, workspace)).contains(expected));
  }

  private void awaitRow(String id) {
    await("row of hit " + id)
        .atMost(PATIENCE)
        .until(
            () ->
                database
                    .text("select count(*) from page_views where id = ?::uuid", id)
                    .equals(List.of("1")));
  }

  private String visitor(String id) throws SQLException {
    return database.text("select visitor from page_views where id = ?::uuid", id).getFirst();
  }

  private String reason(CloudEvent event) {
    ConsumerRecord<byte[], byte[]> letter =
        probe.await(
            "dead letter of " + event.id(),
            record -> record.topic().equals(DEAD) && text(record).contains(event.id()));
    assertThat(letter.value()).isEqualTo(event.data());
    return new String(letter.headers().lastHeader("reason").value(), UTF_8);
  }

  private JsonNode awaitUpdate(java.util.function.Predicate<JsonNode> condition)
      throws IOException {
    ConsumerRecord<byte[], byte[]> record =
        probe.await(
            "METRICS_UPDATE",
            candidate ->
                candidate.topic().equals(LIVE)
                    && new String(candidate.key(), UTF_8).equals(workspace + "/dashboard:live")
                    && condition.test(json(candidate.value())));
    assertThat(new String(record.headers().lastHeader("ce_type").value(), UTF_8))
        .isEqualTo("METRICS_UPDATE");
    assertThat(record.headers().lastHeader("ce_" + CloudEventCodec.SEQUENCE)).isNotNull();
    CONTRACT.assertEventSatisfiesSchema("METRICS_UPDATE", record.value());
    return json(record.value());
  }

  private static JsonNode json(byte[] value) {
    try {
      return Json.mapper().readTree(value);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    var parts = new ArrayList<String>();
    parts.add(new String(record.key(), UTF_8));
    parts.add(new String(record.value(), UTF_8));
    record.headers().forEach(header -> parts.add(new String(header.value(), UTF_8)));
    return String.join("\n", parts);
  }
}
