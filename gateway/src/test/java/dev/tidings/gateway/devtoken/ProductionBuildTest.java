package dev.tidings.gateway.devtoken;

import static io.restassured.RestAssured.given;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.SmallLimits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** ADR 5: a production build has no token endpoint, whatever it is configured with. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class ProductionBuildTest extends GatewayTest {

  @Test
  void shouldNotContainTheTokenEndpoint() {
    given()
        .contentType("application/json")
        .body("{\"user\":\"alice\",\"workspace\":\"acme\"}")
        .post("/dev/token")
        .then()
        .statusCode(404);
  }
}
