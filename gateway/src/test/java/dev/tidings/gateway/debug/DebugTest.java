package dev.tidings.gateway.debug;

import static dev.tidings.platform.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-G16: an administrator looks over a client's shoulder, for a while. */
@QuarkusTest
class DebugTest extends GatewayTest {

  private static final String PATH = "/api/realtime/debug";
  private static final Logger FRAMES = Logger.getLogger("dev.tidings.gateway.debug.frames");

  @Inject DebugSwitch debugSwitch;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler collector =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(
              line.getParameters() == null
                  ? line.getMessage()
                  : String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {
          // kept in memory
        }

        @Override
        public void close() {
          // kept in memory
        }
      };

  @BeforeEach
  void collect() {
    FRAMES.addHandler(collector);
  }

  @AfterEach
  void collectNoMore() {
    FRAMES.removeHandler(collector);
  }

  @Test
  void shouldLogTheFramesOfAUserUntilItIsSwitchedOff() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    String token = Tokens.token("alice", workspace);
    try (var alice = TestSocket.connect(ws(), token);
        var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
      admin()
          .body(Map.of("userId", "alice", "for", 60))
          .put(PATH)
          .then()
          .statusCode(200)
          .body("userId", Matchers.equalTo("alice"))
          .body("connectionId", Matchers.nullValue());
      await().until(() -> !debugSwitch.of(workspace).isEmpty());
      alice.request(
          "MESSAGE_SEND", "m1", "{\"roomId\":\"" + room + "\",\"message\":\"nobody's business\"}");
      bob.request("PING", "b1", "{}");
      String event =
          publisher.publish(
              "events.ingress.v1",
              Publisher.event("TICK", workspace, "user:alice", "{\"nobody's\":1}"));
      alice.awaitEvent(event);

      await()
          .untilAsserted(
              () ->
                  assertThat(lines)
                      .anyMatch(line -> line.contains("received") && line.contains("MESSAGE_SEND"))
                      .anyMatch(line -> line.contains("type=ACK id=m1"))
                      .anyMatch(line -> line.contains("type=TICK") && line.contains(event)));
      assertThat(lines)
          .allMatch(line -> line.contains("userId=alice workspace=" + workspace))
          .noneMatch(line -> line.contains("nobody's") || line.contains(token));

      admin().delete(PATH + "?userId=alice").then().statusCode(204);
      await().until(() -> debugSwitch.of(workspace).isEmpty());
      lines.clear();
      alice.request("PING", "p2", "{}");
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void shouldLogOneConnectionAndForgetItWhenItsTimeIsOver() {
    try (var first = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var second = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      String connection = first.frames().getFirst().at("/data/sessionId").asText();
      admin().body(Map.of("connectionId", connection)).put(PATH).then().statusCode(200);
      await().until(() -> !debugSwitch.of(workspace).isEmpty());
      admin().get(PATH).then().body("items[0].connectionId", Matchers.equalTo(connection));
      second.request("PING", "s1", "{}");
      first.request("PING", "f1", "{}");
      assertThat(lines).isNotEmpty().allMatch(line -> line.contains(connection));

      debugSwitch.set(new DebugTarget.OfConnection(workspace, connection), Instant.EPOCH);
      lines.clear();
      first.request("PING", "f2", "{}");
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void shouldBeForAdministratorsOfTheWorkspaceAndRefuseNonsense() {
    as("alice").body(Map.of("userId", "bob")).put(PATH).then().statusCode(403);
    RestAssured.given().get(PATH).then().statusCode(401);
    for (Map<String, ?> nonsense :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("userId", "a", "connectionId", "b"),
            Map.of("userId", "a", "for", 0),
            Map.of("userId", "a", "for", 3_601),
            Map.of("userId", "a b"))) {
      admin().body(nonsense).put(PATH).then().statusCode(400).body("code", Matchers.notNullValue());
    }
    admin().delete(PATH).then().statusCode(400);
    debugSwitch.set(new DebugTarget.OfUser("elsewhere", "carol"), Instant.now().plusSeconds(60));
    admin().get(PATH).then().statusCode(200).body("items", Matchers.empty());
  }

  private RequestSpecification admin() {
    return as("root", "ADMIN");
  }

  private RequestSpecification as(String user, String... roles) {
    return RestAssured.given()
        .auth()
        .oauth2(Tokens.of(user, workspace).roles(roles).mint())
        .contentType("application/json");
  }
}
