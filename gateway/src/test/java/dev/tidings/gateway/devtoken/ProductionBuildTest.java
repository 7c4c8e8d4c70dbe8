package dev.tidings.gateway.devtoken;

import static io.restassured.RestAssured.given;

import dev.tidings.gateway.support.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ADR 5: a production build has no token endpoint, whatever it is configured with. */
@QuarkusTest
@TestProfile(ProductionBuildTest.ProductionBuild.class)
class ProductionBuildTest extends GatewayTest {

  /** The build-time switch as a plain build has it. */
  public static class ProductionBuild implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "tidings.build.development",
          "false",
          "tidings.development.signing-key-location",
          "/etc/tidings/key.pem");
    }
  }

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
