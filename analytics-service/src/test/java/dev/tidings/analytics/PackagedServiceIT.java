package dev.tidings.analytics;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-X7: what is packaged, a jar or a native executable, does what the service is there for. */
@QuarkusIntegrationTest
@QuarkusTestResource(
    value = TidingsServers.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "topics", value = "events.ingress.v1,analytics.live.v1"))
@QuarkusTestResource(value = OneSite.class, restrictToAnnotatedClass = true)
class PackagedServiceIT {

  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");

  /** An address of Google's public resolver, which is in the database of countries. */
  private static final String ADDRESS = "8.8.8.8";

  @Test
  void shouldCountAVisitLiveAndInReports() {
    try (var kafka =
        TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), "analytics.live.v1")) {
      hit(
          "pageview",
          Map.of(
              "site",
              "default",
              "pageUrl",
              "http://localhost/pricing",
              "referrer",
              "https://www.google.com/"));
      hit(
          "event",
          Map.of(
              "site",
              "default",
              "name",
              "signup",
              "url",
              "http://localhost/",
              "props",
              Map.of("plan", "ä")));
      CONTRACT.assertEventSatisfiesSchema(
          "METRICS_UPDATE",
          kafka.awaitEvent(OneSite.WORKSPACE, "dashboard:live", "METRICS_UPDATE").data());
    }
    await("the report")
        .untilAsserted(
            () ->
                report("overview")
                    .body("metrics.pageviews", equalTo(1))
                    .body("metrics.visitors.value", equalTo(1))
                    .body("metrics.events", equalTo(1)));
    CONTRACT.assertBodySatisfiesSchema("overview", report("overview").extract().asByteArray());
    report("breakdown?dimension=browser").body("rows.value", hasItem("Chrome"));
    report("breakdown?dimension=country").body("rows.value", hasItem("US"));
    report("breakdown?dimension=source").body("rows.value", hasItem("Google"));
    report("timeseries").statusCode(200);
    asAlice().get("/api/analytics/live?site=default").then().statusCode(200);
  }

  @Test
  void shouldAnswerOperatorsAndRefuseOthers() {
    await("readiness").untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    given().get("/q/metrics").then().statusCode(200).body(containsString("process_uptime_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/analytics"));
    given()
        .get("/api/analytics/live?site=default")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"));
    given()
        .contentType(ContentType.JSON)
        .body("{\"site\":\"nobody's\",\"pageUrl\":\"http://localhost/\"}")
        .post("/api/analytics/pageview")
        .then()
        .statusCode(404);
  }

  private static void hit(String kind, Map<String, Object> body) {
    given()
        .contentType(ContentType.JSON)
        .header(
            "User-Agent",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/131.0.0.0 Safari/537.36")
        .header("X-Forwarded-For", ADDRESS)
        .header("Accept", "*/*")
        .header("Accept-Language", "de-DE,de;q=0.9")
        .body(body)
        .post("/api/analytics/" + kind)
        .then()
        .statusCode(202);
  }

  private static ValidatableResponse report(String query) {
    return asAlice()
        .get("/api/analytics/" + query + (query.contains("?") ? "&" : "?") + "site=default")
        .then()
        .statusCode(200);
  }

  private static RequestSpecification asAlice() {
    return given().auth().oauth2(Tokens.token("alice", OneSite.WORKSPACE));
  }
}
