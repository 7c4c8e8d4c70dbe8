package dev.tidings.gateway.command;

import static dev.tidings.gateway.support.TestSocket.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** R-G2: frames that a service carries out, and events from client to client. */
@QuarkusTest
class ClientFrameTest extends GatewayTest {

  @Test
  void shouldForwardReadMarksWithTheServicesAnswer() {
    try (var alice = connect("alice")) {
      JsonNode room = alice.request("MESSAGE_READ", "1", "{\"roomId\":\"r1\",\"seq\":12}");
      assertThat(room.path("type").asText()).isEqualTo("ACK");
      assertThat(room.at("/data/uri").asText()).isEqualTo("/api/chat/rooms/r1/read");
      assertThat(room.at("/data/method").asText()).isEqualTo("POST");
      assertThat(room.at("/data/body").asText()).isEqualTo("{\"seq\":12}");
      JsonNode one = alice.request("NOTIFICATION_READ", "2", "{\"notificationId\":\"n/1\"}");
      assertThat(one.at("/data/uri").asText()).isEqualTo("/api/notifications/n%2F1/read");
      JsonNode all = alice.request("NOTIFICATION_READ_ALL", "3", "null");
      assertThat(all.at("/data/uri").asText()).isEqualTo("/api/notifications/mark-all-read");
    }
  }

  @Test
  void shouldPassAServicesProblemOn() {
    try (var alice = connect("alice")) {
      JsonNode unknown =
          alice.request("NOTIFICATION_READ", "1", "{\"notificationId\":\"unknown\"}");
      assertThat(unknown.at("/data/code").asText()).isEqualTo("not-found");
      assertThat(unknown.at("/data/retryable").asBoolean()).isFalse();
      JsonNode busy = alice.request("NOTIFICATION_READ", "2", "{\"notificationId\":\"busy\"}");
      assertThat(busy.at("/data/code").asText()).isEqualTo("rate-limited");
      assertThat(busy.at("/data/retryable").asBoolean()).isTrue();
      assertThat(busy.at("/data/retryAfterMs").asLong()).isEqualTo(3_000);
      PeerServices.away(true);
      assertThat(alice.request("NOTIFICATION_READ_ALL", "3", "null").at("/data/code").asText())
          .isEqualTo("unavailable");
    }
  }

  /** Who published is the gateway's word, whatever the data says. */
  @Test
  void shouldPublishToSubscribersInTheNameOfTheUser() {
    try (var alice = connect("alice");
        var bob = connect("bob");
        var carol = connect("carol")) {
      bob.subscribe("1", "doc:42");
      JsonNode ack =
          alice.request(
              "PUBLISH",
              "1",
              "{\"channel\":\"doc:42\",\"event\":\"CURSOR\",\"userId\":\"carol\","
                  + "\"data\":{\"userId\":\"carol\",\"x\":0.10}}");
      assertThat(ack.path("type").asText()).as(ack.toString()).isEqualTo("ACK");
      JsonNode event = bob.awaitEvent(ack.at("/data/eventId").asText());
      assertThat(event.path("type").asText()).isEqualTo("CURSOR");
      assertThat(event.path("channel").asText()).isEqualTo("doc:42");
      assertThat(event.path("userId").asText()).isEqualTo("alice");
      assertThat(event.path("data").toString()).isEqualTo("{\"userId\":\"carol\",\"x\":0.1}");
      // who is not subscribed gets nothing, not even the publisher
      alice.request("PING", "2", "null");
      carol.request("PING", "2", "null");
      assertThat(alice.events("doc:42")).isEmpty();
      assertThat(carol.events("doc:42")).isEmpty();
    }
  }

  /** What is not replayed leaves the channel's position as it is. */
  @Test
  void shouldNotMoveThePositionOfTheChannel() {
    try (var alice = connect("alice")) {
      JsonNode position = alice.subscribe("1", "doc:7").path("position");
      JsonNode ack =
          alice.request(
              "PUBLISH", "2", "{\"channel\":\"doc:7\",\"event\":\"CURSOR\",\"data\":null}");
      JsonNode event = alice.awaitEvent(ack.at("/data/eventId").asText());
      assertThat(event.path("data").isNull()).isTrue();
      assertThat(event.path("position")).isEqualTo(position);
    }
  }

  /** A service can't be made to look like a client that published. */
  @Test
  void shouldBelieveOnlyGatewaysAboutWhoPublished() {
    try (var bob = connect("bob")) {
      bob.subscribe("1", "doc:1");
      String id =
          publisher.publish(
              "events.ingress.v1",
              dev.tidings.gateway.support.Publisher.event("CURSOR", workspace, "doc:1", "{}")
                  .with("publisher", "alice"));
      assertThat(bob.awaitEvent(id).has("userId")).isFalse();
    }
  }

  @Test
  void shouldPublishOnlyWhereTheNamespaceAllowsIt() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    try (var alice = connect("alice");
        var bob = connect("bob")) {
      assertThat(publish(alice, "1", "campaign:1")).isEqualTo("forbidden");
      assertThat(publish(alice, "2", "user:bob")).isEqualTo("not-found");
      assertThat(publish(alice, "3", "planet:mars")).isEqualTo("not-found");
      assertThat(publish(bob, "4", "room:" + room)).isEqualTo("not-found");
      assertThat(publish(alice, "5", "room:" + room)).isEqualTo("ACK");
      assertThat(publish(alice, "6", "user:alice")).isEqualTo("ACK");
      alice.awaitFrame(
          frame -> is(frame, "CURSOR") && frame.path("channel").asText().equals("room:" + room));
    }
  }

  @Test
  void shouldRefuseAnEventThatIsTooLarge() {
    try (var alice = connect("alice")) {
      String data = "\"" + "x".repeat(17_000) + "\"";
      assertThat(
              alice
                  .request(
                      "PUBLISH",
                      "1",
                      "{\"channel\":\"doc:1\",\"event\":\"CURSOR\",\"data\":" + data + "}")
                  .at("/data/code")
                  .asText())
          .isEqualTo("validation-failed");
    }
  }

  private static String publish(TestSocket socket, String id, String channel) {
    JsonNode answer =
        socket.request(
            "PUBLISH", id, "{\"channel\":\"" + channel + "\",\"event\":\"CURSOR\",\"data\":{}}");
    return is(answer, "ACK") ? "ACK" : answer.at("/data/code").asText();
  }

  private TestSocket connect(String user) {
    return TestSocket.connect(ws(), Tokens.token(user, workspace));
  }
}
