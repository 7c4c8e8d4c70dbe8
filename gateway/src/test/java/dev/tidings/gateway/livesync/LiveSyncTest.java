package dev.tidings.gateway.livesync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G15: publishing over HTTP. */
@QuarkusTest
class LiveSyncTest extends GatewayTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("gateway");

  @Test
  void shouldDeliverWhatWasAccepted() {
    try (var bob = connect()) {
      bob.subscribe("1", "campaign:42");
      Response answer =
          post(
              "{\"channel\":\"campaign:42\",\"type\":\"CAMPAIGN_PROGRESS\",\"id\":\"crm-1\","
                  + "\"data\":{\"percent\":60.50,\"name\":\"Grüße, 世界\"}}");
      answer.then().statusCode(202).body("accepted", equalTo(1)).body("ids[0]", equalTo("crm-1"));
      CONTRACT.assertBodySatisfiesSchema("live-sync-accepted", answer.asByteArray());
      JsonNode event = bob.awaitEvent("crm-1");
      assertThat(event.path("type").asText()).isEqualTo("CAMPAIGN_PROGRESS");
      assertThat(event.at("/data/name").asText()).isEqualTo("Grüße, 世界");
      assertThat(event.has("userId")).isFalse();
    }
  }

  /** The examples of the contract are bodies that are taken. */
  @ParameterizedTest
  @CsvSource({"live-sync,/api/live-sync", "live-sync-stats,/api/live-sync/stats"})
  void shouldTakeWhatTheContractShows(String shape, String path) {
    for (JsonNode body : CONTRACT.bodies(shape)) {
      Response answer = post(path, body.toString(), "SERVICE");
      answer.then().statusCode(202);
      CONTRACT.assertBodySatisfiesSchema("live-sync-accepted", answer.asByteArray());
    }
  }

  @Test
  void shouldDeliverABatchInOrderAndRepetitionsOnce() {
    try (var bob = connect()) {
      bob.subscribe("1", "lead:7");
      var batch = new ArrayList<Map<String, Object>>();
      var ids = new ArrayList<String>();
      for (int i = 0; i < 200; i++) {
        ids.add(workspace + "-" + i);
        batch.add(
            Map.of("channel", "lead:7", "type", "LEAD_UPDATED", "id", ids.getLast(), "data", i));
      }
      String body = new String(Json.bytes(batch), java.nio.charset.StandardCharsets.UTF_8);
      post(body).then().statusCode(202).body("ids", equalTo(ids));
      post(body).then().statusCode(202).body("ids", equalTo(ids));
      post("{\"channel\":\"lead:7\",\"type\":\"LEAD_UPDATED\",\"id\":\"last\",\"data\":null}")
          .then()
          .statusCode(202);
      bob.awaitEvent("last");
      ids.add("last");
      assertThat(bob.events("lead:7")).containsExactlyElementsOf(ids);
    }
  }

  /** One workspace's ids say nothing of another's. */
  @Test
  void shouldNotLetAnotherWorkspaceTakeAnId() {
    try (var bob = connect()) {
      bob.subscribe("1", "lead:9");
      String body = "{\"channel\":\"lead:9\",\"type\":\"A\",\"id\":\"shared\",\"data\":1}";
      // enough of them that each of the topic's partitions has seen the id
      for (int i = 0; i < 200; i++) {
        publisher.publishLater(
            "events.ingress.v1",
            new CloudEvent(
                "shared",
                "/test",
                "A",
                Instant.now(),
                null,
                workspace + "x" + i,
                Channel.of("lead", "9"),
                Map.of(),
                new byte[] {'1'}));
      }
      post(body).then().statusCode(202);
      bob.awaitEvent("shared");
    }
  }

  /** Nothing of a batch is published unless all of it is right, and each fault has its place. */
  @Test
  void shouldPointAtEachFaultAndPublishNothing() {
    try (var bob = connect()) {
      bob.subscribe("1", "lead:8");
      post("[{\"channel\":\"lead:8\",\"type\":\"LEAD_UPDATED\",\"data\":1,\"id\":\"good\"},"
              + "{\"channel\":\"planet:mars\",\"type\":\"lead\",\"data\":1},"
              + "{\"type\":\"ACK\",\"id\":\"a b\"},"
              + "7]")
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("validation-failed"))
          .body(
              "errors.pointer",
              equalTo(
                  List.of(
                      "/1/channel", "/1/type", "/2/channel", "/2/type", "/2/id", "/2/data", "/3")));
      post("{\"channel\":\"lead:8\",\"type\":\"LEAD_UPDATED\",\"id\":\"later\",\"data\":1}");
      bob.awaitEvent("later");
      assertThat(bob.events("lead:8")).containsExactly("later");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{}", "null"})
  void shouldRefuseWhatHoldsNoEvent(String body) {
    post(body).then().statusCode(400).body("code", equalTo("validation-failed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1] 2", "{\"type\":\"A\",\"type\":\"B\"}"})
  void shouldRefuseWhatIsNoJson(String body) {
    post(body)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed-json"));
  }

  @Test
  void shouldLimitBatchesAndSizes() {
    String one = "{\"channel\":\"lead:1\",\"type\":\"A\",\"data\":1}";
    post("[" + (one + ",").repeat(1000) + one + "]")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(""));
    post("{\"channel\":\"lead:1\",\"type\":\"A\",\"data\":\"" + "x".repeat(262_144) + "\"}")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/data"));
    post("{\"channel\":\"lead:1\",\"type\":\"A\",\"data\":"
            + "[".repeat(101)
            + "]".repeat(101)
            + "}")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/data"));
  }

  @Test
  void shouldPublishStatistics() {
    try (var bob = connect()) {
      bob.subscribe("1", "dashboard:live");
      bob.subscribe("2", "dashboard:social");
      String live =
          post("/api/live-sync/stats", "{\"stats\":{\"openDeals\":17}}", "SERVICE")
              .then()
              .statusCode(202)
              .extract()
              .path("ids[0]");
      post(
              "/api/live-sync/stats",
              "{\"channel\":\"dashboard:social\",\"id\":\"s1\",\"stats\":{\"followers\":3}}",
              "ADMIN")
          .then()
          .statusCode(202);
      JsonNode event = bob.awaitEvent(live);
      assertThat(event.path("type").asText()).isEqualTo("STATS_UPDATE");
      assertThat(event.path("channel").asText()).isEqualTo("dashboard:live");
      assertThat(event.path("data").toString()).isEqualTo("{\"openDeals\":17}");
      assertThat(bob.awaitEvent("s1").path("channel").asText()).isEqualTo("dashboard:social");
    }
    post("/api/live-sync/stats", "{\"channel\":\"room:1\",\"stats\":{}}", "SERVICE")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItems("/channel", "/stats"));
  }

  @Test
  void shouldTakeNothingFromOthers() {
    String body = "{\"channel\":\"lead:1\",\"type\":\"A\",\"data\":1}";
    given()
        .contentType("application/json")
        .body(body)
        .post("/api/live-sync")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    post("/api/live-sync", body, "EMPLOYEE")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  @Test
  void shouldShowItsStatus() {
    post("{\"channel\":\"lead:1\",\"type\":\"A\",\"data\":1}").then().statusCode(202);
    Response answer =
        given().auth().oauth2(token("SERVICE")).get("/api/live-sync").then().extract().response();
    answer.then().statusCode(200).body("reachable", equalTo(true));
    assertThat(answer.<Integer>path("accepted")).isPositive();
    CONTRACT.assertBodySatisfiesSchema("live-sync-status", answer.asByteArray());
  }

  @Test
  void shouldDescribeItselfInOpenApi() {
    given()
        .accept("application/json")
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body(
            "paths.'/api/live-sync'.post.summary",
            equalTo("Publishes events to the subscribers of their channels"))
        .body("paths.'/api/live-sync'.post.tags", hasSize(1));
  }

  private Response post(String body) {
    return post("/api/live-sync", body, "SERVICE");
  }

  private Response post(String path, String body, String role) {
    return given().auth().oauth2(token(role)).contentType("application/json").body(body).post(path);
  }

  private String token(String role) {
    return Tokens.of("crm", workspace).roles(role).mint();
  }

  private TestSocket connect() {
    return TestSocket.connect(ws(), Tokens.token("bob", workspace));
  }
}
