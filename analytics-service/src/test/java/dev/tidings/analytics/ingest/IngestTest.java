package dev.tidings.analytics.ingest;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.Database;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-A1, R-A2, R-A3: what is made of what trackers send, as it stands on the topic. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class IngestTest {

  private static final String HITS = "analytics.hit.v1";
  private static final String DEAD = "analytics.hit.v1.analytics-service.dlq";
  private static final String LIVE = "analytics.live.v1";
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/141.0.0.0 Safari/537.36";

  /** RIPE NCC's, in Amsterdam. */
  private static final String ADDRESS = "193.0.6.139";

  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "tidings.test.workspace")
  String workspace;

  @Inject Database database;
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

  @Test
  void shouldSayAllThatIsKnownOfAHit() {
    browser("https://shop.example.org")
        .contentType("text/plain;charset=UTF-8")
        .body(
            """
            {"site":"shop","hits":[
              {"type":"pageview","url":"https://shop.example.org/all?utm_source=newsletter&mail=a@b.c",
               "title":"All","referrer":"https://www.google.com/search?q=secret","screenWidth":1920,
               "props":{"plan":"team"},"userId":"user 42"},
              {"type":"event","url":"https://shop.example.org/all","name":"purchase",
               "revenue":{"amount":"29.90","currency":"eur"},"interactive":false},
              {"type":"engagement","url":"https://shop.example.org/all","engagedMs":4200,
               "scrollDepth":80,"ageMs":60000}]}""")
        .post("/api/analytics/hits")
        .then()
        .statusCode(202)
        .header("Access-Control-Allow-Origin", equalTo("https://shop.example.org"))
        .body("hits", hasSize(3));

    JsonNode view = data("PAGEVIEW", "https://shop.example.org/all");
    assertThat(view.path("title").asText()).isEqualTo("All");
    assertThat(view.path("props").toString()).isEqualTo("{\"plan\":\"team\"}");
    assertThat(view.path("userId").asText()).hasSize(22);
    assertThat(view.path("source").toString())
        .isEqualTo(
            "{\"referrer\":\"https://www.google.com/search\",\"host\":\"google.com\","
                + "\"name\":\"newsletter\",\"channel\":\"email\",\"utmSource\":\"newsletter\"}");
    assertThat(view.path("place").toString()).isEqualTo("{\"country\":\"NL\"}");
    assertThat(view.path("client").toString())
        .isEqualTo(
            "{\"browser\":\"Chrome\",\"browserVersion\":\"141\",\"os\":\"Windows\","
                + "\"osVersion\":\"10\",\"device\":\"desktop\",\"screen\":\"xl\","
                + "\"language\":\"nl-NL\"}");
    assertThat(view.has("bot")).isFalse();
    assertThat(view.toString()).doesNotContain("a@b.c", "secret", "user 42");

    JsonNode event = data("VISITOR_EVENT", "https://shop.example.org/all");
    assertThat(event.path("revenue").toString())
        .isEqualTo("{\"amount\":29.9,\"currency\":\"EUR\"}");
    assertThat(event.path("interactive").asBoolean(true)).isFalse();
    assertThat(event.path("visitor")).isEqualTo(view.path("visitor"));

    CloudEvent engagement = event("ENGAGEMENT", "https://shop.example.org/all");
    assertThat(
            Duration.between(
                Instant.parse(json(engagement.data()).path("occurredAt").asText()),
                engagement.time()))
        .isEqualTo(Duration.ofMinutes(1));
  }

  /** One that breaks a rule doesn't stop the others. */
  @Test
  void shouldLookAtEachOfSeveralHits() {
    byte[] answer =
        browser("https://shop.example.org")
            .body(
                """
                {"site":"shop","hits":[
                  {"type":"pageview","url":"/relative"},
                  {"type":"pageview","url":"https://shop.example.org/each"},
                  {"type":"event","url":"https://shop.example.org/each"},
                  {"type":"pageview","url":"https://shop.example.org/late","ageMs":259200000},
                  {"type":"dance","url":"https://shop.example.org/each"},
                  {"type":"engagement","url":"https://shop.example.org/each","scrollDepth":101},
                  5]}""")
            .post("/api/analytics/hits")
            .then()
            .statusCode(202)
            .body("hits[0].error.pointer", equalTo("/hits/0/url"))
            .body("hits[1].id", notNullValue())
            .body("hits[2].error.pointer", equalTo("/hits/2/name"))
            .body("hits[3].dropped", equalTo("late"))
            .body("hits[4].error.pointer", equalTo("/hits/4"))
            .body("hits[5].error.pointer", equalTo("/hits/5/scrollDepth"))
            .body("hits[6].error.pointer", equalTo("/hits/6"))
            .extract()
            .asByteArray();
    CONTRACT.assertBodySatisfiesSchema("hits-answer", answer);
    browser("https://shop.example.org")
        .body("{\"site\":\"shop\",\"hits\":[{\"type\":\"pageview\",\"url\":\"/\"},5]}")
        .post("/api/analytics/hits")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"))
        .body("errors", hasSize(2));
    browser("https://shop.example.org")
        .body("{\"site\":\"shop\",\"hits\":[]}")
        .post("/api/analytics/hits")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/hits"));
  }

  @Test
  void shouldCountByAnImage() {
    byte[] image =
        given()
            .header("User-Agent", CHROME)
            .header("Accept-Language", "nl")
            .header("Referer", "https://shop.example.org/no-script?utm_campaign=spring")
            .get("/api/analytics/pixel.gif?site=shop&title=Quiet")
            .then()
            .statusCode(200)
            .contentType("image/gif")
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .asByteArray();
    assertThat(new String(image, StandardCharsets.ISO_8859_1)).startsWith("GIF89a");
    JsonNode view = data("PAGEVIEW", "https://shop.example.org/no-script");
    assertThat(view.path("title").asText()).isEqualTo("Quiet");
    assertThat(view.at("/source/utmCampaign").asText()).isEqualTo("spring");
    given()
        .header("Referer", "https://evil.example/")
        .get("/api/analytics/pixel.gif?site=shop")
        .then()
        .statusCode(403);
    given()
        .get("/api/analytics/pixel.gif?site=shop")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?url"));
  }

  /** Programs are labelled, and counted apart. */
  @Test
  void shouldLabelPrograms() {
    assertThat(labelled("/googlebot", given().header("User-Agent", "Googlebot/2.1")))
        .isEqualTo("Googlebot user-agent");
    assertThat(labelled("/bare", given().header("User-Agent", CHROME)))
        .isEqualTo("browser without languages headers");
    assertThat(labelled("/nothing", given().header("User-Agent", "")))
        .isEqualTo("no user agent headers");
    assertThat(
            labelled(
                "/prefetch",
                browser("https://shop.example.org").header("Sec-Purpose", "prefetch;prerender")))
        .isEqualTo("prefetch prefetch");
    assertThat(labelled("/webdriver", browser("https://shop.example.org")))
        .isEqualTo("webdriver automation");
    assertThat(labelled("/spam", browser("https://shop.example.org")))
        .isEqualTo("a.spam.example spam");
    assertThat(labelled("/person", browser("https://shop.example.org"))).isEqualTo(" ");
  }

  private String labelled(String path, RequestSpecification request) {
    String url = "https://shop.example.org" + path;
    request
        .contentType(ContentType.JSON)
        .body(
            """
            {"site":"shop","hits":[{"type":"pageview","url":"%s","automated":%s,"referrer":"%s"}]}
            """
                .formatted(
                    url,
                    path.equals("/webdriver"),
                    path.equals("/spam") ? "https://a.spam.example/" : ""))
        .post("/api/analytics/hits")
        .then()
        .statusCode(202);
    JsonNode bot = data("PAGEVIEW", url).path("bot");
    return bot.path("name").asText() + " " + bot.path("reason").asText();
  }

  /** received = accepted + filtered + refused, as the sender counts and as the ledger does. */
  @Test
  void shouldAccountForEveryHit() {
    String origin = "https://counted.example.org";
    String page = "{\"site\":\"counted\",\"pageUrl\":\"https://counted.example.org/\"}";
    for (int i = 0; i < 3; i++) {
      post(browser(origin), page).statusCode(202);
    }
    post(browser(origin).header("Sec-GPC", "1"), page)
        .statusCode(202)
        .body("dropped", equalTo("opted-out"))
        .body("id", blankOrNullString());
    post(browser(origin).header("DNT", "1"), page).body("dropped", equalTo("opted-out"));
    post(browser(origin).header("DNT", "0"), page).body("id", not(blankOrNullString()));
    post(given().header("User-Agent", "Googlebot/2.1"), page).statusCode(202);
    post(browser("https://evil.example"), page).statusCode(403);
    post(browser(origin), "{\"site\":\"counted\",\"pageUrl\":\"/\"}").statusCode(400);
    post(browser(origin), "{\"site\":\"counted\",\"pageUrl\":{}}").statusCode(400);
    browser(origin)
        .body(
            """
            {"site":"counted","hits":[
              {"type":"pageview","url":"https://counted.example.org/"},
              {"type":"engagement","url":"https://counted.example.org/","engagedMs":5},
              {"type":"pageview","url":"https://counted.example.org/","ageMs":259200000},
              {"type":"pageview","url":"nonsense"}]}""")
        .post("/api/analytics/hits")
        .then()
        .statusCode(202);
    browser(origin)
        .body("{\"type\":\"performance\",\"payload\":{\"website\":\"counted\",\"url\":\"/\"}}")
        .post("/api/send")
        .then()
        .statusCode(200)
        .body("dropped", equalTo("not-counted"));

    await("ledger")
        .untilAsserted(
            () -> {
              byte[] answer =
                  given()
                      .auth()
                      .oauth2(Tokens.token("alice", workspace))
                      .get("/api/analytics/ledger?site=counted")
                      .then()
                      .statusCode(200)
                      .extract()
                      .asByteArray();
              CONTRACT.assertBodySatisfiesSchema("ledger", answer);
              JsonNode ledger = json(answer);
              assertThat(lines(ledger))
                  .containsExactly(
                      "accepted bot-user-agent 1",
                      "accepted person 6",
                      "filtered late 1",
                      "filtered not-counted 1",
                      "filtered opted-out 2",
                      "refused invalid 3",
                      "refused origin-not-allowed 1");
              assertThat(ledger.path("received").asInt()).isEqualTo(15);
              assertThat(ledger.path("accepted").asInt()).isEqualTo(7);
              assertThat(ledger.path("filtered").asInt()).isEqualTo(4);
              assertThat(ledger.path("refused").asInt()).isEqualTo(4);
            });
    given().get("/api/analytics/ledger?site=counted").then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.token("eve", "elsewhere"))
        .get("/api/analytics/ledger?site=counted")
        .then()
        .statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.token("alice", workspace))
        .get("/api/analytics/ledger?site=counted&from=yesterday")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?from"));
  }

  @Test
  void shouldSlowDownASenderOfTooManyHits() {
    String hits =
        String.join(
            ",",
            Collections.nCopies(
                100, "{\"type\":\"engagement\",\"url\":\"https://limited.example.org/\"}"));
    int status = 202;
    int sent = 0;
    ValidatableResponse answer = null;
    while (status == 202 && sent < 20) {
      answer =
          browser("https://limited.example.org")
              .body("{\"site\":\"limited\",\"hits\":[" + hits + "]}")
              .post("/api/analytics/hits")
              .then();
      status = answer.extract().statusCode();
      sent++;
    }
    answer
        .statusCode(429)
        .contentType("application/problem+json")
        .body("code", equalTo("rate-limited"))
        .header("Retry-After", not(blankOrNullString()))
        .header("Access-Control-Allow-Origin", equalTo("https://limited.example.org"));
    assertThat(sent).isGreaterThan(3);
  }

  @Test
  void shouldTakeWhatServersSayByTheMeasurementProtocol() {
    String payload =
        """
        {"client_id":"867.53","user_id":"u-1","timestamp_micros":%s,
         "device":{"category":"mobile","operating_system":"Android","browser":"Chrome",
                   "screen_resolution":"412x915","language":"en-GB"},
         "user_location":{"city":"Berlin","region_id":"DE-BE","country_id":"DE"},
         "events":[
          {"name":"page_view","params":{"page_location":"https://shop.example.org/mp?utm_source=app",
            "page_title":"MP","engagement_time_msec":1200}},
          {"name":"purchase","params":{"page_location":"https://shop.example.org/mp","currency":"EUR",
            "value":29.9,"transaction_id":"t-1","session_id":"1","items":[{"item_id":"a"}]}},
          {"name":"tutorial_begin"}]}"""
            .formatted(clock.millis() * 1000 - 5_000_000);
    measured("G-SHOP1234", "a-new-secret-of-shop", payload).statusCode(204);
    measured("G-SHOP1234", "an-old-secret-of-shop", payload.replace("/mp", "/mp2")).statusCode(204);
    measured("G-SHOP1234", "wrong", payload).statusCode(403).body("code", equalTo("wrong-secret"));
    measured("G-NONE", "a-new-secret-of-shop", payload).statusCode(404);
    measured("default", "", payload).statusCode(403);
    measured("G-SHOP1234", "a-new-secret-of-shop", "{\"events\":[{\"name\":\"1\"}]}")
        .statusCode(400)
        .body("errors.pointer", equalTo(List.of("client_id", "events[0].name")));

    JsonNode view = data("PAGEVIEW", "https://shop.example.org/mp");
    assertThat(view.path("title").asText()).isEqualTo("MP");
    assertThat(view.path("place").toString())
        .isEqualTo("{\"country\":\"DE\",\"region\":\"DE-BE\",\"city\":\"Berlin\"}");
    assertThat(view.at("/client/device").asText()).isEqualTo("mobile");
    assertThat(view.at("/client/screen").asText()).isEqualTo("xs");
    assertThat(view.has("bot")).isFalse();
    JsonNode purchase = data("VISITOR_EVENT", "https://shop.example.org/mp");
    assertThat(purchase.path("revenue").path("amount").asDouble()).isEqualTo(29.9);
    assertThat(purchase.path("props").path("transaction_id").asText()).isEqualTo("t-1");
    assertThat(purchase.path("props").size()).isEqualTo(3);
    assertThat(purchase.path("visitor")).isEqualTo(view.path("visitor"));
    assertThat(data("ENGAGEMENT", "https://shop.example.org/mp").path("engagedMs").asInt())
        .isEqualTo(1200);
    assertThat(data("VISITOR_EVENT", "https://shop.example.org/").path("name").asText())
        .isEqualTo("tutorial_begin");

    byte[] answer =
        given()
            .contentType(ContentType.JSON)
            .body("{\"client_id\":\"c\",\"events\":[{\"name\":\"session_start\"}]}")
            .post("/debug/mp/collect?measurement_id=G-SHOP1234")
            .then()
            .statusCode(200)
            .body("validationMessages[0].validationCode", equalTo("NAME_RESERVED"))
            .extract()
            .asByteArray();
    CONTRACT.assertBodySatisfiesSchema("measurement-validation", answer);
  }

  @Test
  void shouldTakeSeveralReportsOfUmamisClients() {
    byte[] answer =
        browser("https://shop.example.org")
            .body(
                """
                [{"type":"event","payload":{"website":"shop","hostname":"shop.example.org",
                   "url":"/umami?x=y","title":"100%25%20more","screen":"390x844","language":"de-AT"}},
                 {"type":"event","payload":{"website":"no-such-site","url":"/"}},
                 {"type":"event","payload":{"website":"shop","url":"relative"}},
                 7]""")
            .post("/api/batch")
            .then()
            .statusCode(200)
            .body("size", equalTo(4))
            .body("processed", equalTo(1))
            .body("details.index", equalTo(List.of(1, 2, 3)))
            .extract()
            .asByteArray();
    CONTRACT.assertBodySatisfiesSchema("umami-batch-answer", answer);
    JsonNode view = data("PAGEVIEW", "https://shop.example.org/umami");
    assertThat(view.path("title").asText()).isEqualTo("100% more");
    assertThat(view.at("/client/screen").asText()).isEqualTo("xs");
    assertThat(view.at("/client/language").asText()).isEqualTo("de-AT");
    browser("https://shop.example.org").body("{}").post("/api/batch").then().statusCode(400);
  }

  @Test
  void shouldTakeWhatPlausiblesScriptSaysOfMoney() {
    browser("https://shop.example.org")
        .contentType("text/plain")
        .body(
            """
            {"n":"Purchase","u":"https://shop.example.org/paid","d":"shop.example.org",
             "$":{"amount":"9.99","currency":"USD"},"i":false,"p":{"plan":"team"}}""")
        .post("/api/event")
        .then()
        .statusCode(202)
        .body(equalTo("ok"));
    JsonNode event = data("VISITOR_EVENT", "https://shop.example.org/paid");
    assertThat(event.path("revenue").toString())
        .isEqualTo("{\"amount\":9.99,\"currency\":\"USD\"}");
    assertThat(event.path("interactive").asBoolean(true)).isFalse();
    browser("https://shop.example.org")
        .header("Sec-GPC", "1")
        .body(
            "{\"n\":\"pageview\",\"u\":\"https://shop.example.org/\",\"d\":\"shop,shop.example.org\"}")
        .post("/api/event")
        .then()
        .statusCode(202)
        .header("X-Plausible-Dropped", equalTo("1"));
  }

  /** R-A3: the raw address of a visitor is in no table, on no topic and in no log. */
  @Test
  void shouldKeepNoAddress() throws Exception {
    String sentinel = "198.51.100.77";
    var logged = Collections.synchronizedList(new ArrayList<String>());
    Handler listener = listener(logged);
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try {
      for (String url : List.of("https://shop.example.org/sentinel", "nonsense")) {
        for (String body :
            List.of(
                "/api/analytics/pageview {\"site\":\"shop\",\"pageUrl\":\"%s\"}",
                "/api/analytics/event {\"site\":\"shop\",\"name\":\"n\",\"url\":\"%s\"}",
                "/api/analytics/hits {\"site\":\"shop\",\"hits\":[{\"type\":\"pageview\",\"url\":\"%s\"}]}",
                "/api/event {\"d\":\"shop\",\"n\":\"pageview\",\"u\":\"%s\"}",
                "/api/send {\"type\":\"event\",\"payload\":{\"website\":\"shop\",\"url\":\"%s\","
                    + "\"ip\":\"198.51.100.77\"}}",
                "/api/batch [{\"type\":\"event\",\"payload\":{\"website\":\"shop\",\"url\":\"%s\"}}]",
                "/mp/collect?measurement_id=G-SHOP1234&api_secret=a-new-secret-of-shop"
                    + " {\"client_id\":\"c\",\"ip_override\":\"198.51.100.77\",\"events\":"
                    + "[{\"name\":\"e\",\"params\":{\"page_location\":\"%s\"}}]}")) {
          String[] parts = body.split(" ", 2);
          for (String origin : List.of("https://shop.example.org", "https://evil.example")) {
            browser(origin)
                .header("X-Forwarded-For", sentinel)
                .body(parts[1].formatted(url))
                .post(parts[0]);
          }
        }
      }
      await("the hits' rows")
          .until(
              () ->
                  database
                      .text(
                          "select count(*) from page_views where path = '/sentinel'"
                              + " and workspace = ?",
                          workspace)
                      .equals(List.of("5")));
    } finally {
      root.removeHandler(listener);
    }
    assertThat(database.everything()).contains("/sentinel").doesNotContain(sentinel);
    assertThat(probe.records())
        .noneMatch(
            record ->
                (new String(record.key(), UTF_8)
                        + new String(record.value(), UTF_8)
                        + record.headers())
                    .contains(sentinel));
    assertThat(logged).noneMatch(line -> line.contains(sentinel));
  }

  private static Handler listener(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        lines.add(
            record.getMessage()
                + " "
                + Arrays.toString(record.getParameters())
                + " "
                + record.getThrown());
      }

      @Override
      public void flush() {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  private static List<String> lines(JsonNode ledger) {
    var lines = new ArrayList<String>();
    for (JsonNode line : ledger.path("reasons")) {
      lines.add(
          line.path("outcome").asText()
              + " "
              + line.path("reason").asText()
              + " "
              + line.path("hits").asText());
    }
    return lines;
  }

  private static ValidatableResponse post(RequestSpecification request, String body) {
    return request.contentType(ContentType.JSON).body(body).post("/api/analytics/pageview").then();
  }

  private static ValidatableResponse measured(String id, String secret, String payload) {
    return given()
        .contentType(ContentType.JSON)
        .queryParam("measurement_id", id)
        .queryParam("api_secret", secret)
        .body(payload)
        .post("/mp/collect")
        .then();
  }

  private static RequestSpecification browser(String origin) {
    return given()
        .contentType(ContentType.JSON)
        .header("User-Agent", CHROME)
        .header("Accept-Language", "nl-NL,nl;q=0.9,en;q=0.8")
        .header("X-Forwarded-For", ADDRESS)
        .header("Origin", origin);
  }

  private JsonNode data(String type, String url) {
    return json(event(type, url).data());
  }

  /** The event of the type that happened at the address, which satisfies its schema. */
  private CloudEvent event(String type, String url) {
    await(type + " of " + url).until(() -> find(type, url) != null);
    CloudEvent event = find(type, url);
    CONTRACT.assertEventSatisfiesSchema(type, event.data());
    return event;
  }

  private CloudEvent find(String type, String url) {
    return probe.events(workspace).stream()
        .filter(event -> event.type().equals(type))
        .filter(event -> json(event.data()).path("url").asText().equals(url))
        .findFirst()
        .orElse(null);
  }

  private static JsonNode json(byte[] value) {
    try {
      return Json.mapper().readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
