package dev.tidings.gateway.connection;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.gateway.support.TestStream;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** R-X7: what is packaged, a jar or a native executable, does what the gateway is there for. */
@QuarkusIntegrationTest
class PackagedGatewayIT extends GatewayTest {

  @Test
  void shouldCarryEventsAndFrames() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    String token = Tokens.of("alice", workspace).roles("ADMIN").mint();
    String first;
    JsonNode position;
    try (var alice = TestSocket.connect(ws(), token)) {
      alice.subscribe("1", "campaign:42");
      first =
          publisher.publish(
              "events.ingress.v1",
              Publisher.event("CAMPAIGN_STARTED", workspace, "campaign:42", "{\"a\":1.50}"));
      JsonNode event = alice.awaitEvent(first);
      assertThat(event.path("data").path("a").asText()).isEqualTo("1.5");
      position = event.path("position");
      String sent =
          "{\"roomId\":\"" + room + "\",\"message\":\"Grüße 🎉\",\"clientMessageId\":\"c-1\"}";
      assertThat(alice.request("MESSAGE_SEND", "2", sent).path("type").asText()).isEqualTo("ACK");
      assertThat(PeerServices.messages(room)).containsExactly("Grüße 🎉");
      assertThat(alice.request("NONSENSE", "3", "{}").path("type").asText()).isEqualTo("ERROR");
    }
    assertThat(position.path("epoch").asText()).isNotEmpty();
    shouldReplayWhatWasMissed(token, position);
  }

  private void shouldReplayWhatWasMissed(String token, JsonNode position) {
    String missed =
        publisher.publish(
            "events.ingress.v1",
            Publisher.event("CAMPAIGN_COMPLETED", workspace, "campaign:42", "{}"));
    try (var alice = TestSocket.connect(ws(), token)) {
      JsonNode answer =
          alice.request(
              "SUBSCRIBE", "1", "{\"channel\":\"campaign:42\",\"since\":" + position + "}");
      assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ACK");
      alice.awaitEvent(missed);
    }
  }

  @Test
  void shouldStreamToWhoeverHasNoSockets() {
    URI address = URI.create("http://" + ws().getAuthority() + "/api/realtime/stream");
    try (var alice = TestStream.open(address, Tokens.token("alice", workspace), null)) {
      String id =
          publisher.publish(
              "events.ingress.v1",
              Publisher.event("SYSTEM_ALERT", workspace, "workspace", "{\"text\":\"ä\"}"));
      await("the event")
          .until(
              () ->
                  alice.events().stream()
                      .anyMatch(each -> each.frame().path("eventId").asText().equals(id)));
    }
  }

  @Test
  void shouldForwardAndServePages() {
    given()
        .auth()
        .oauth2(Tokens.token("alice", workspace))
        .get("/api/notifications?q=1")
        .then()
        .statusCode(200)
        .body("uri", equalTo("/api/notifications?q=1"))
        .header("X-Request-Id", notNullValue());
    given().get("/").then().statusCode(200).header("Content-Security-Policy", notNullValue());
    given().get("/t.js").then().statusCode(200).contentType(containsString("javascript"));
  }

  @Test
  void shouldAnswerOperatorsAndRefuseOthers() {
    await("readiness").untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    given().get("/q/metrics").then().statusCode(200).body(containsString("tidings_"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/ws"));
    given()
        .post("/api/realtime/ticket")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }
}
