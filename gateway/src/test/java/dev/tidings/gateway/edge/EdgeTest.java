package dev.tidings.gateway.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G14: one origin for clients. */
@QuarkusTest
class EdgeTest extends GatewayTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat/rooms",
        "/api/notifications",
        "/api/activity",
        "/realtime/notifications/send",
        "/api/realtime/online-users",
        "/api/users/presence/bob",
        "/realtime/presence/workspace/acme"
      })
  void shouldForwardToTheOwner(String path) {
    alice()
        .queryParam("q", "ä b")
        .get(path)
        .then()
        .statusCode(200)
        .body("method", equalTo("GET"))
        .body("uri", equalTo(path + "?q=%C3%A4%20b"))
        .body("headers.Authorization[0]", org.hamcrest.Matchers.startsWith("Bearer "))
        .header("X-Request-Id", notNullValue());
  }

  /** R-G8: what was loaded says from where on to subscribe, and everything else stays. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat/rooms/r-1",
        "/api/chat/messages?roomId=r-1",
        "/api/chat/sync",
        "/api/notifications",
        "/api/notifications/unread-count",
        "/api/realtime/online-users"
      })
  void shouldAddThePositionToSubscribeFrom(String path) {
    alice()
        .get(path)
        .then()
        .statusCode(200)
        .body("position.epoch", notNullValue())
        .body("position.offset", org.hamcrest.Matchers.greaterThanOrEqualTo(-1))
        .body("method", equalTo("GET"))
        .body("uri", equalTo(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/chat/rooms", "/api/chat/messages", "/api/activity"})
  void shouldAddNoPositionWhereNoneBelongs(String path) {
    alice().get(path).then().statusCode(200).body("", not(hasKey("position")));
  }

  @Test
  void shouldForwardBodies() {
    String large = "x".repeat(300_000);
    alice()
        .contentType("text/plain")
        .body(large)
        .post("/api/chat/attachments")
        .then()
        .statusCode(200)
        .body("method", equalTo("POST"))
        .body("body", equalTo(large));
  }

  @Test
  void shouldForwardLargeContentsAndNothingElseThatIsLarge() {
    String large = "x".repeat(11 << 20);
    alice()
        .contentType("text/plain")
        .body(large)
        .put("/api/chat/attachments/a-1/content")
        .then()
        .statusCode(200)
        .body("method", equalTo("PUT"));
    alice()
        .contentType("text/plain")
        .body(large)
        .post("/api/chat/messages")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("payload-too-large"));
  }

  @Test
  void shouldNotForwardWithoutAToken() {
    given()
        .get("/api/chat/rooms")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("code", equalTo("unauthenticated"));
    given().auth().oauth2("nonsense").get("/api/chat/rooms").then().statusCode(401);
  }

  /** A link is a right by itself; nothing else below the same service is. */
  @Test
  void shouldForwardLinksWithoutAToken() {
    given()
        .get("/api/chat/files/AQAB-_x")
        .then()
        .statusCode(200)
        .body("uri", equalTo("/api/chat/files/AQAB-_x"));
    given().get("/api/chat/files").then().statusCode(401);
    given().get("/api/chat/attachments/a-1/content").then().statusCode(401);
  }

  /** R-C6: contents come in parts, too; what says so reaches the service. */
  @Test
  void shouldForwardParts() {
    alice()
        .contentType("application/offset+octet-stream")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", 7)
        .body(new byte[] {1, 2, 3})
        .patch("/api/chat/attachments/a-1/content")
        .then()
        .statusCode(200)
        .body("method", equalTo("PATCH"))
        .body("headers.'Upload-offset'[0]", equalTo("7"))
        .body("headers.'Tus-resumable'[0]", equalTo("1.0.0"));
  }

  /** Trackers have no token; the service that is away shows that the edge let them through. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/analytics/pageview",
        "/api/analytics/event",
        "/api/analytics/hits",
        "/api/event",
        "/api/send",
        "/api/batch",
        "/mp/collect",
        "/debug/mp/collect"
      })
  void shouldAnswer503WhileAServiceIsAway(String path) {
    given()
        .contentType("application/json")
        .body("{}")
        .post(path)
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("2"))
        .body("code", equalTo("unavailable"));
  }

  @Test
  void shouldTellServicesWhatIsSoAndNotWhatClientsClaim() {
    alice()
        .header("X-Forwarded-For", "6.6.6.6")
        .header("X-Forwarded-Host", "evil.example")
        .header("X-Real-IP", "6.6.6.6")
        .header("Forwarded", "for=6.6.6.6")
        .header("X-Request-Id", "mine-1")
        .header("Keep-Alive", "timeout=99")
        .get("/api/chat/rooms")
        .then()
        .statusCode(200)
        .header("X-Request-Id", equalTo("mine-1"))
        .body("headers.X-forwarded-for[0]", equalTo("127.0.0.1"))
        .body("headers.X-forwarded-proto[0]", equalTo("http"))
        .body("headers.X-request-id[0]", equalTo("mine-1"))
        .body("headers", not(hasKey("Forwarded")))
        .body("headers", not(hasKey("Keep-alive")))
        .body("headers", not(hasKey("X-real-ip")));
  }

  @Test
  void shouldReplaceARequestIdThatIsNone() {
    alice()
        .header("X-Request-Id", "a b\"c")
        .get("/api/chat/rooms")
        .then()
        .header("X-Request-Id", not(equalTo("a b\"c")));
  }

  @Test
  void shouldAnswer404WhereNothingIsServed() {
    alice()
        .get("/api/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
    alice().get("/api/chatter").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/chat/%2e%2e/notifications", "/api/chat/a%2fb", "/api/chat/a%5cb"})
  void shouldRefusePathsThatServersReadDifferently(String path) {
    alice()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void shouldBeReadyWithoutItsServices() {
    given().get("/q/health/ready").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("tidings_gateway_fanout_lag"));
  }

  private RequestSpecification alice() {
    return given().auth().oauth2(Tokens.token("alice", workspace));
  }
}
