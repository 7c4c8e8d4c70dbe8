package dev.tidings.gateway.devtoken;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.SmallMemory;
import dev.tidings.gateway.support.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADR 5: a development build signs tokens, and they are good for a connection. */
@QuarkusTest
@TestProfile(SmallMemory.class)
class DevelopmentBuildTest extends GatewayTest {

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
