package dev.tidings.gateway.devtoken;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADR 5: a development build signs tokens, and they are good for a connection. */
@QuarkusTest
@TestProfile(DevelopmentBuildTest.DevelopmentBuild.class)
class DevelopmentBuildTest extends GatewayTest {

  /** The build-time switch and a key in a file. */
  public static class DevelopmentBuild implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("signing-key", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, TestKeys.privateKeyPem());
        return Map.of(
            "tidings.build.development",
            "true",
            "tidings.development.signing-key-location",
            file.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void shouldSignATokenThatConnects() {
    String token =
        given()
            .contentType("application/json")
            .body(
                "{\"user\":\"alice\",\"workspace\":\"%s\",\"roles\":[\"ADMIN\"],\"name\":\"Alice Adams\"}"
                    .formatted(workspace))
            .post("/dev/token")
            .then()
            .statusCode(200)
            .extract()
            .path("token");
    try (var alice = TestSocket.connect(ws(), token)) {
      assertThat(alice.frames().getFirst().at("/data/channels").findValuesAsText("channel"))
          .containsExactly("user:alice", "role:ADMIN", "workspace");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"user\":\"alice\"}",
        "{\"user\":\"\",\"workspace\":\"acme\"}",
        "{\"user\":\"a b\",\"workspace\":\"acme\"}",
        "{\"user\":\"alice\",\"workspace\":\"tidings\"}",
        "{\"user\":\"alice\",\"workspace\":\"a/b\"}",
        "{\"user\":\"alice\",\"workspace\":\"acme\",\"roles\":[\"a b\"]}"
      })
  void shouldRefuseWhatNoTokenMayCarry(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/dev/token")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"));
  }
}
