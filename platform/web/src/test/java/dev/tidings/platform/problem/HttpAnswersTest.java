package dev.tidings.platform.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tidings.platform.testkit.token.TestKeys;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-X3: problem details, verified identity and security headers, as every service answers them. */
@QuarkusTest
@QuarkusTestResource(HttpAnswersTest.Issuer.class)
class HttpAnswersTest {

  /** Trusts the test's own key. */
  public static final class Issuer implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of(
          "mp.jwt.verify.publickey",
          TestKeys.publicKeyPem(),
          "mp.jwt.verify.issuer",
          TestKeys.ISSUER,
          "mp.jwt.verify.audiences",
          TestKeys.AUDIENCE,
          "quarkus.http.test-port",
          "0");
    }

    @Override
    public void stop() {
      // Nothing was started.
    }
  }

  @Test
  void shouldNameEveryBrokenRuleByItsPointer() {
    as("alice")
        .body("{\"title\":\" \",\"guests\":[{\"name\":\"Bob\"},{\"name\":\"\"}]}")
        .post("/sample")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("validation-failed"))
        .body("type", equalTo("urn:tidings:problem:validation-failed"))
        .body("instance", startsWith("urn:uuid:"))
        .body("errors.pointer", hasItem("/title"))
        .body("errors.pointer", hasItem("/guests/1/name"));
  }

  @Test
  void shouldNameABrokenQueryParameter() {
    as("alice")
        .get("/sample/list?limit=11")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?limit"));
  }

  @Test
  void shouldRefuseWhatIsNoJsonAndWhatHasAnotherType() {
    as("alice")
        .body("{\"title\":")
        .post("/sample")
        .then()
        .statusCode(400)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("malformed-json"));
    as("alice")
        .body("{\"title\":\"a\",\"at\":\"yesterday\"}")
        .post("/sample")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("errors[0].pointer", equalTo("/at"));
  }

  @Test
  void shouldWriteTimesInMillisecondsAndSkipUnknownFields() {
    as("alice")
        .body("{\"title\":\"a\",\"at\":\"2026-03-01T12:00:00+02:00\",\"colour\":\"red\"}")
        .post("/sample")
        .then()
        .statusCode(200)
        .body("at", equalTo("2026-03-01T10:00:00.000Z"))
        .body("colour", nullValue());
  }

  @Test
  void shouldAskForATokenWithoutSayingWhy() {
    given()
        .get("/sample/me")
        .then()
        .statusCode(401)
        .contentType(Problem.MEDIA_TYPE)
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("unauthenticated"));
    for (String token :
        new String[] {
          "nonsense",
          Tokens.of("alice", "acme").validFor(Duration.ofHours(-1)).mint(),
          Tokens.of("alice", "acme").issuer("https://elsewhere.test").mint(),
          Tokens.of("alice", "acme").audience("another").mint()
        }) {
      given()
          .auth()
          .oauth2(token)
          .get("/sample/me")
          .then()
          .statusCode(401)
          .contentType(Problem.MEDIA_TYPE)
          .body("code", equalTo("unauthenticated"));
    }
  }

  @Test
  void shouldRefuseATokenThatNamesNoTenant() {
    for (String workspace : new String[] {"", "ac/me", "tidings"}) {
      given()
          .auth()
          .oauth2(Tokens.token("alice", workspace))
          .get("/sample/me")
          .then()
          .statusCode(401)
          .body("detail", containsString("workspace"));
    }
  }

  @Test
  void shouldKnowTheCaller() {
    given()
        .auth()
        .oauth2(Tokens.of("älice@example.com", "acme").roles("ADMIN").name("Älice", "Doe").mint())
        .get("/sample/me")
        .then()
        .statusCode(200)
        .body("id", equalTo("älice@example.com"))
        .body("workspace", equalTo("acme"))
        .body("roles", hasItem("ADMIN"))
        .body("profile.firstName", equalTo("Älice"));
  }

  @Test
  void shouldRefuseTheRoleThatIsMissing() {
    as("alice")
        .get("/sample/admin")
        .then()
        .statusCode(403)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void shouldAnswerProblemsForWhatIsNotServed() {
    as("alice")
        .get("/sample/nothing/here")
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
    as("alice")
        .delete("/sample")
        .then()
        .statusCode(405)
        .body("code", equalTo("method-not-allowed"));
    as("alice")
        .contentType("text/csv")
        .body("a,b")
        .post("/sample")
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported-media-type"));
  }

  @Test
  void shouldSayWhenToTryAgainInWholeSeconds() {
    as("alice")
        .get("/sample/fail/busy")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("detail", equalTo("Come back later."));
  }

  @Test
  void shouldShowNothingOfItsInside() {
    as("alice")
        .get("/sample/fail/badly")
        .then()
        .statusCode(500)
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo("internal"))
        .body(not(containsString("123456")))
        .body(not(containsString("Exception")));
  }

  @Test
  void shouldTellBrowsersThatAnswersAreData() {
    for (String path : new String[] {"/sample/me", "/sample/fail/missing"}) {
      as("alice")
          .get(path)
          .then()
          .header("Cache-Control", "no-store")
          .header("X-Content-Type-Options", "nosniff")
          .header("Content-Security-Policy", containsString("default-src 'none'"));
    }
  }

  private static RequestSpecification as(String user) {
    return given().auth().oauth2(Tokens.token(user, "acme")).contentType("application/json");
  }
}
