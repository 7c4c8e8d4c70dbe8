package dev.tidings.analytics.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-A4, from a visitor's browser to the report. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ReportResourceTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");
  private static final String ALICE = "203.0.113.61";
  private static final String BOB = "203.0.113.62";

  private static boolean visited;

  @ConfigProperty(name = "tidings.test.workspace")
  String workspace;

  @ConfigProperty(name = "tidings.test.other-workspace")
  String otherWorkspace;

  /** Alice looks at two pages and signs up, Bob bounces. */
  @BeforeEach
  void visit() {
    if (!visited) {
      pageview("/pricing", ALICE, "https://www.google.com/");
      pageview("/signup", ALICE, "");
      event("signup", ALICE, Map.of("plan", "team"));
      engagement("/pricing", ALICE, 40);
      engagement("/pricing", ALICE, 80);
      engagement("/pricing", BOB, 25);
      pageview("/pricing", BOB, "");
      Patience.await("all hits in the report")
          .untilAsserted(
              () ->
                  report("overview")
                      .body("metrics.pageviews", equalTo(3))
                      .body("metrics.events", equalTo(1))
                      .body("metrics.engagedMs", equalTo(3000)));
      visited = true;
    }
  }

  @Test
  void shouldSumUpAPeriod() {
    ValidatableResponse overview =
        report("overview?compare=previous")
            .body("metrics.visitors.value", equalTo(2))
            .body("metrics.visits", equalTo(2))
            .body("metrics.bounceRate", equalTo(0.5f))
            .body("metrics.viewsPerVisit", equalTo(1.5f))
            .body("metrics.scrollDepth", equalTo(52.5f))
            .body("metrics.revenue", contains(Map.of("currency", "EUR", "amount", 29.9f)))
            .body("comparison.metrics.pageviews", equalTo(0));
    CONTRACT.assertBodySatisfiesSchema("overview", overview.extract().asByteArray());
  }

  @Test
  void shouldShowAPeriodOverTime() {
    ValidatableResponse series =
        report("timeseries?interval=day&timezone=Asia/Kolkata")
            .body("points", hasSize(30))
            .body("points.metrics.pageviews.sum()", equalTo(3));
    CONTRACT.assertBodySatisfiesSchema("timeseries", series.extract().asByteArray());
  }

  @Test
  void shouldBreakDownAndFilter() {
    ValidatableResponse sources =
        report("breakdown?dimension=source")
            .body("rows.find { it.value == 'Google' }.metrics.pageviews", equalTo(2))
            .body("rows.find { it.value == '' }.metrics.visits", equalTo(1));
    CONTRACT.assertBodySatisfiesSchema("breakdown", sources.extract().asByteArray());
    report("pages?filter=source:is:Google").body("rows.value", hasSize(2));
    report("pages?limit=1").body("rows.value", contains("/pricing")).body("more", equalTo(1));
    report("breakdown?dimension=event")
        .body("rows.value", contains("signup"))
        .body("rows[0].metrics.revenue[0].amount", equalTo(29.9f));
    report("breakdown?dimension=page&filter=page:is:/pricing")
        .body("rows[0].metrics.scrollDepth", equalTo(52.5f));
    report("breakdown?dimension=prop:plan&filter=event:is:signup")
        .body("rows.value", contains("team"));
    report("overview?filter=event:is:signup&filter=page:like:/*")
        .body("metrics.visits", equalTo(1))
        .body("metrics.events", equalTo(1))
        .body("metrics.pageviews", equalTo(0));
    report("breakdown?dimension=utm-term&filter=source:is:Nobody").body("rows", empty());
    as("alice", workspace)
        .get("/api/analytics/dimensions")
        .then()
        .statusCode(200)
        .body("", hasItem("entry-page"));
  }

  @Test
  void shouldWriteTables() {
    as("alice", workspace)
        .get("/api/analytics/pages?site=reports&format=csv")
        .then()
        .statusCode(200)
        .contentType("text/csv;charset=UTF-8")
        .header("Content-Disposition", containsString("pages.csv"))
        .body(containsString("page,visitors,"))
        .body(containsString("\r\n/pricing,2,,,"));
  }

  @Test
  void shouldFollowVisitorsThroughSteps() {
    ValidatableResponse funnel =
        report("funnel?step=page:/pricing&step=page:/sign*&step=event:signup&window=PT1H")
            .body("steps.visitors", contains(2, 1, 1))
            .body("steps.dropped", contains(0, 1, 0))
            .body("conversionRate", equalTo(0.5f));
    CONTRACT.assertBodySatisfiesSchema("funnel", funnel.extract().asByteArray());
  }

  @Test
  void shouldHaveNoCohortsOfStrangers() {
    ValidatableResponse cohorts = report("retention?interval=week").body("cohorts", empty());
    CONTRACT.assertBodySatisfiesSchema("retention", cohorts.extract().asByteArray());
  }

  @Test
  void shouldCountGoals() {
    var goal = new HashMap<String, String>();
    goal.put("site", "reports");
    goal.put("name", "Sign-ups");
    goal.put("kind", "event");
    goal.put("pattern", "sign*");
    as("alice", workspace)
        .contentType(ContentType.JSON)
        .body(goal)
        .post("/api/analytics/goals")
        .then()
        .statusCode(403);
    RequestSpecification admin =
        given().auth().oauth2(Tokens.of("root", workspace).roles("ADMIN").mint());
    ValidatableResponse created =
        admin.contentType(ContentType.JSON).body(goal).post("/api/analytics/goals").then();
    created.statusCode(201);
    CONTRACT.assertBodySatisfiesSchema("goal", created.extract().asByteArray());
    given()
        .auth()
        .oauth2(Tokens.of("root", workspace).roles("ADMIN").mint())
        .contentType(ContentType.JSON)
        .body(goal)
        .post("/api/analytics/goals")
        .then()
        .statusCode(409)
        .body("code", equalTo("goal-exists"));
    ValidatableResponse reached =
        report("goals/report")
            .body("goals[0].conversions", equalTo(1))
            .body("goals[0].conversionRate", equalTo(0.5f))
            .body("goals[0].revenue[0].amount", equalTo(29.9f));
    as("alice", workspace)
        .get(path("goals/report?format=csv"))
        .then()
        .statusCode(200)
        .body(containsString("Sign-ups,event,sign*,1,1,29.9 EUR\r\n"));
    CONTRACT.assertBodySatisfiesSchema("goal-report", reached.extract().asByteArray());
    String id = created.extract().path("id");
    given()
        .auth()
        .oauth2(Tokens.of("root", otherWorkspace).roles("ADMIN").mint())
        .delete("/api/analytics/goals/" + id)
        .then()
        .statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.of("root", workspace).roles("ADMIN").mint())
        .delete("/api/analytics/goals/" + id)
        .then()
        .statusCode(204);
    report("goals").body("", empty());
  }

  @ParameterizedTest
  @CsvSource({
    "overview?from=2026-13-01, ?from",
    "overview?compare=decade, ?compare",
    "overview?timezone=Nowhere, ?timezone",
    "overview?format=xml, ?format",
    "timeseries?interval=minute, ?interval",
    "breakdown, ?dimension",
    "breakdown?dimension=mood, ?dimension",
    "pages?limit=1001, ?limit",
    "pages?filter=mood:is:fine, ?filter",
    "funnel?step=page:/a, ?step",
    "funnel?step=page:/a&step=page:/b&window=P1Y, ?window",
    "retention?interval=hour, ?interval",
  })
  void shouldSayWhatIsWrong(String request, String pointer) {
    as("alice", workspace)
        .get(path(request))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].pointer", equalTo(pointer));
  }

  @ParameterizedTest
  @CsvSource({
    "overview",
    "timeseries",
    "pages",
    "funnel?step=page:/a&step=page:/b",
    "retention",
    "funnels",
    "goals",
    "goals/report"
  })
  void shouldShowASiteToItsWorkspaceOnly(String request) {
    given().get(path(request)).then().statusCode(401);
    as("eve", otherWorkspace)
        .get(path(request))
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-site"));
  }

  @Test
  void shouldSaveFunnels() {
    Map<String, Object> signUps =
        Map.of(
            "site", "reports",
            "name", "Sign-ups",
            "steps", List.of("page:/pricing", "event:signup"),
            "window", "PT1H");
    as("alice", workspace)
        .contentType(ContentType.JSON)
        .body(signUps)
        .post("/api/analytics/funnels")
        .then()
        .statusCode(403);
    ValidatableResponse saved =
        admin(workspace).body(signUps).post("/api/analytics/funnels").then().statusCode(201);
    CONTRACT.assertBodySatisfiesSchema("saved-funnel", saved.extract().asByteArray());
    String funnel = "/api/analytics/funnels/" + saved.extract().path("id");
    admin(workspace)
        .body(signUps)
        .post("/api/analytics/funnels")
        .then()
        .statusCode(409)
        .body("code", equalTo("funnel-exists"));
    report("funnel?funnel=" + saved.extract().path("id"))
        .body("steps.step", contains("page:/pricing", "event:signup"))
        .body("steps.visitors", contains(2, 1))
        .body("window", equalTo("PT1H"));

    var changed = new HashMap<>(signUps);
    changed.put("name", "Ünterschriften ✍");
    changed.put("steps", List.of("event:signup", "page:/pricing", "page:/signup"));
    changed.remove("window");
    admin(workspace)
        .body(changed)
        .put(funnel)
        .then()
        .statusCode(200)
        .body("window", equalTo("PT24H"));
    report("funnels")
        .body("name", contains("Ünterschriften ✍"))
        .body("[0].steps", contains("event:signup", "page:/pricing", "page:/signup"));
    admin(otherWorkspace).body(changed).put(funnel).then().statusCode(404);
    admin(otherWorkspace).delete(funnel).then().statusCode(404);
    as("alice", workspace).delete(funnel).then().statusCode(403);
    admin(workspace).delete(funnel).then().statusCode(204);
    admin(workspace).delete(funnel).then().statusCode(404);
    report("funnels").body("", empty());
    as("alice", workspace)
        .get(path("funnel?funnel=" + saved.extract().path("id")))
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }

  @ParameterizedTest
  @CsvSource({
    "One step,      page:/a,        PT1H, /steps",
    "No step,       page:/a|mood:b, PT1H, /steps/1",
    "Too long,      page:/a|page:/b, P1Y, /window",
    "Back in time,  page:/a|page:/b, -PT1H, /window",
    "'',            page:/a|page:/b, PT1H, /name",
  })
  void shouldSaveNoFunnelThatCountsNothing(
      String name, String steps, String window, String pointer) {
    admin(workspace)
        .body(
            Map.of("site", "reports", "name", name, "steps", steps.split("\\|"), "window", window))
        .post("/api/analytics/funnels")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void shouldShowGaugesThatOthersPush() {
    as("alice", workspace)
        .get("/api/analytics/gauges?channel=dashboard:nobody")
        .then()
        .statusCode(200)
        .body("", empty());
    as("alice", workspace)
        .get("/api/analytics/gauges?channel=room:1")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?channel"));
    as("alice", workspace).get("/api/analytics/gauges/history").then().statusCode(400);
  }

  private static RequestSpecification admin(String workspace) {
    return given()
        .auth()
        .oauth2(Tokens.of("root", workspace).roles("ADMIN").mint())
        .contentType(ContentType.JSON);
  }

  private ValidatableResponse report(String request) {
    return as("alice", workspace).get(path(request)).then().statusCode(200);
  }

  private static String path(String request) {
    return "/api/analytics/" + request + (request.contains("?") ? "&" : "?") + "site=reports";
  }

  private static RequestSpecification as(String user, String workspace) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private static void pageview(String path, String address, String referrer) {
    hit(
        "pageview",
        address,
        Map.of(
            "site", "reports", "pageUrl", "https://reports.example" + path, "referrer", referrer));
  }

  private static void event(String name, String address, Map<String, String> props) {
    hit(
        "event",
        address,
        Map.of(
            "site",
            "reports",
            "name",
            name,
            "url",
            "https://reports.example/signup",
            "props",
            props,
            "revenue",
            Map.of("amount", 29.9, "currency", "eur")));
  }

  private static void engagement(String path, String address, int scrollDepth) {
    hit(
        "hits",
        address,
        Map.of(
            "site",
            "reports",
            "hits",
            List.of(
                Map.of(
                    "type",
                    "engagement",
                    "url",
                    "https://reports.example" + path,
                    "engagedMs",
                    1000,
                    "scrollDepth",
                    scrollDepth))));
  }

  private static void hit(String kind, String address, Map<String, ?> body) {
    var answer =
        given()
            .contentType(ContentType.JSON)
            .header(
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .header("Accept-Language", "de-DE,de;q=0.9")
            .header("Accept", "*/*")
            .header("X-Forwarded-For", address)
            .body(body)
            .post("/api/analytics/" + kind);
    assertThat(answer.statusCode()).isEqualTo(202);
  }
}
