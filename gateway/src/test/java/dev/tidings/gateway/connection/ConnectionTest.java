package dev.tidings.gateway.connection;

import static dev.tidings.gateway.support.TestSocket.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-G1, R-G2, R-G3: handshake, opening, frames, end. */
@QuarkusTest
class ConnectionTest extends GatewayTest {

  @Test
  void shouldOpenWithTheUsersOwnChannels() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    String token = Tokens.of("alice", workspace).roles("ADMIN").mint();
    try (var alice = TestSocket.connect(ws(), token)) {
      JsonNode connected = alice.frames().getFirst();
      assertThat(connected.path("type").asText()).isEqualTo("CONNECTED");
      assertThat(connected.at("/data/userId").asText()).isEqualTo("alice");
      assertThat(connected.at("/data/workspace").asText()).isEqualTo(workspace);
      assertThat(connected.at("/data/heartbeatMs").asLong()).isEqualTo(25_000);
      assertThat(connected.at("/data/channels").findValuesAsText("channel"))
          .containsExactly("user:alice", "role:ADMIN", "workspace", "room:" + room);
      assertThat(connected.at("/data/channels/0/position/epoch").asText()).isNotEmpty();
      assertThat(connected.at("/data/channels/0/position").has("offset")).isTrue();
    }
  }

  @Test
  void shouldTakeTheTokenFromTheQuery() {
    URI uri = URI.create(ws() + "?token=" + Tokens.token("alice", workspace));
    try (var alice = TestSocket.connect(uri, builder -> builder)) {
      alice.awaitFrame(frame -> is(frame, "CONNECTED"));
    }
  }

  @Test
  void shouldTakeTheTokenFromTheSubProtocol() {
    try (var alice =
        TestSocket.connect(
            ws(),
            builder ->
                builder.subprotocols("tidings.v1", "bearer." + Tokens.token("alice", workspace)))) {
      alice.awaitFrame(frame -> is(frame, "CONNECTED"));
      assertThat(alice.subProtocol()).isEqualTo("tidings.v1");
    }
  }

  @Test
  void shouldRefuseWithoutAValidToken() {
    assertThat(refusal("not-a-token", null)).isEqualTo(401);
    assertThat(refusal(Tokens.of("alice", workspace).validFor(Duration.ofSeconds(-1)).mint(), null))
        .isEqualTo(401);
    assertThat(refusal(Tokens.of("alice", workspace).issuer("https://else.example").mint(), null))
        .isEqualTo(401);
    assertThat(refusal(Tokens.of("alice", workspace).audience("others").mint(), null))
        .isEqualTo(401);
    assertThat(refusal(Tokens.of("alice", "no/workspace").mint(), null)).isEqualTo(401);
  }

  @Test
  void shouldSayWhyTheHandshakeIsRefused() {
    RestAssured.given()
        .header("Connection", "Upgrade")
        .header("Upgrade", "websocket")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .get("/ws?token=none")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .body("code", org.hamcrest.Matchers.equalTo("unauthenticated"));
  }

  /** R-G13: a page of another site must not connect in its visitor's name. */
  @Test
  void shouldRefuseForeignOrigins() {
    String token = Tokens.token("alice", workspace);
    assertThat(refusal(token, "https://evil.example")).isEqualTo(403);
    try (var own =
        TestSocket.connect(
            ws(),
            builder ->
                builder
                    .header("Authorization", "Bearer " + token)
                    .header("Origin", "http://" + ws().getAuthority()))) {
      own.awaitFrame(frame -> is(frame, "CONNECTED"));
    }
  }

  @Test
  void shouldAnswerPing() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.send("{\"type\":\"PING\"}");
      alice.awaitFrame(frame -> is(frame, "PONG"));
      assertThat(alice.request("PING", "5", "null").path("type").asText()).isEqualTo("ACK");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"type\":\"TELEPORT\",\"id\":\"1\"}|unknown-type",
        "{\"type\":\"SUBSCRIBE\",\"id\":\"1\"}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"id\":\"1\",\"data\":{\"channel\":\"user:bob\"}}|not-found",
        "{\"type\":\"SUBSCRIBE\",\"id\":\"1\",\"data\":{\"channel\":\"role:ADMIN\"}}|not-found",
        "{\"type\":\"SUBSCRIBE\",\"id\":\"1\",\"data\":{\"channel\":\"room:unheard-of\"}}|not-found",
        "{\"type\":\"SUBSCRIBE\",\"id\":\"1\",\"data\":{\"channel\":\"planet:mars\"}}|not-found",
        "{\"type\":\"AUTH\",\"id\":\"1\",\"data\":{\"token\":\"x\"}}|unauthenticated",
        "{\"type\":\"MESSAGE_SEND\",\"id\":\"1\",\"data\":{\"roomId\":\"none\",\"message\":\"x\"}}|not-found",
      })
  void shouldAnswerWhatFailsWithAStableCode(String frame, String code) {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.send(frame);
      JsonNode error = alice.awaitFrame(answer -> is(answer, "ERROR"));
      assertThat(error.path("id").asText()).isEqualTo("1");
      assertThat(error.at("/data/code").asText()).isEqualTo(code);
      assertThat(error.at("/data/retryable").asBoolean()).isFalse();
    }
  }

  @Test
  void shouldAnswerTextThatIsNoFrame() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.send("hello");
      assertThat(alice.awaitFrame(frame -> is(frame, "ERROR")).at("/data/code").asText())
          .isEqualTo("malformed-frame");
      assertThat(alice.request("PING", "2", "null").path("type").asText()).isEqualTo("ACK");
    }
  }

  @Test
  void shouldEndTheConnectionOfABinaryMessage() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.sendBinary(new byte[] {1});
      assertThat(alice.awaitClose()).isEqualTo(4500);
    }
  }

  @Test
  void shouldEndWhenTheTokenEndsAndSayWhy() {
    String token = Tokens.of("alice", workspace).validFor(Duration.ofSeconds(3)).mint();
    try (var alice = TestSocket.connect(ws(), token)) {
      assertThat(alice.awaitClose()).isEqualTo(4004);
      JsonNode disconnect = alice.frames().getLast();
      assertThat(disconnect.path("type").asText()).isEqualTo("DISCONNECT");
      assertThat(disconnect.at("/data/reason").asText()).isEqualTo("token-expired");
      assertThat(disconnect.at("/data/reconnect").asBoolean()).isTrue();
    }
  }

  /** R-G2: a newer token of the same user keeps the connection; its roles count from then on. */
  @Test
  void shouldTakeANewerToken() {
    String soon = Tokens.of("alice", workspace).roles("OLD").validFor(Duration.ofSeconds(3)).mint();
    try (var alice = TestSocket.connect(ws(), soon)) {
      String newer = Tokens.of("alice", workspace).roles("NEW").mint();
      assertThat(alice.request("AUTH", "1", "{\"token\":\"" + newer + "\"}").path("type").asText())
          .isEqualTo("ACK");
      alice.awaitFrame(
          frame -> is(frame, "SUBSCRIBED") && frame.path("channel").asText().equals("role:NEW"));
      alice.awaitFrame(
          frame -> is(frame, "UNSUBSCRIBED") && frame.path("channel").asText().equals("role:OLD"));
      for (String other :
          new String[] {Tokens.token("bob", workspace), Tokens.token("alice", "elsewhere")}) {
        assertThat(
                alice
                    .request("AUTH", "x" + other.hashCode(), "{\"token\":\"" + other + "\"}")
                    .at("/data/code")
                    .asText())
            .isEqualTo("forbidden");
      }
      await()
          .during(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(30))
          .until(() -> alice.frames().stream().noneMatch(frame -> is(frame, "DISCONNECT")));
    }
  }

  /** R-C4 at the gateway: one connection's messages to a room keep their order. */
  @org.junit.jupiter.api.RepeatedTest(10)
  void shouldSendMessagesInOrder() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      for (int i = 0; i < 50; i++) {
        alice.send(
            "{\"type\":\"MESSAGE_SEND\",\"id\":\"%d\",\"data\":{\"roomId\":\"%s\",\"message\":\"%d\"}}"
                .formatted(i, room, i));
      }
      JsonNode last = alice.answer("49");
      assertThat(last.path("type").asText()).isEqualTo("ACK");
      assertThat(last.at("/data/message").asText()).isEqualTo("49");
      assertThat(PeerServices.messages(room))
          .containsExactlyElementsOf(
              java.util.stream.IntStream.range(0, 50).mapToObj(String::valueOf).toList());
    }
  }

  /** A chat-service that is away is an error that may be repeated, and no reason not to connect. */
  @Test
  void shouldConnectWithoutChatServiceAndCatchUpOnRooms() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    PeerServices.away(true);
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      assertThat(alice.frames().getFirst().at("/data/channels").findValuesAsText("channel"))
          .containsExactly("user:alice", "workspace");
      JsonNode error =
          alice.request("MESSAGE_SEND", "1", "{\"roomId\":\"" + room + "\",\"message\":\"x\"}");
      assertThat(error.at("/data/code").asText()).isEqualTo("unavailable");
      assertThat(error.at("/data/retryable").asBoolean()).isTrue();
      PeerServices.away(false);
      alice.awaitFrame(
          frame ->
              is(frame, "SUBSCRIBED") && frame.path("channel").asText().equals("room:" + room));
      String eventId =
          publisher.publish(
              "chat.room.v1", Publisher.event("MESSAGE_RECEIVED", workspace, "room:" + room, "{}"));
      alice.awaitEvent(eventId);
    }
  }

  @Test
  void shouldShowTheStatusOfTheCallersWorkspaceOnly() {
    String token = Tokens.token("alice", workspace);
    try (var alice = TestSocket.connect(ws(), token)) {
      alice.subscribe("1", "campaign:1");
      RestAssured.given()
          .auth()
          .oauth2(token)
          .get("/api/ws")
          .then()
          .statusCode(200)
          .body("connections", org.hamcrest.Matchers.equalTo(1))
          .body("subscriptions", org.hamcrest.Matchers.equalTo(3))
          .body("fanoutReady", org.hamcrest.Matchers.equalTo(true));
    }
    RestAssured.get("/api/ws").then().statusCode(401).contentType("application/problem+json");
  }

  private int refusal(String token, String origin) {
    Throwable failure =
        catchThrowable(
            () ->
                TestSocket.connect(
                    ws(),
                    builder -> {
                      builder.header("Authorization", "Bearer " + token);
                      return origin == null ? builder : builder.header("Origin", origin);
                    }));
    assertThat(failure).isInstanceOf(CompletionException.class);
    return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
  }

  /** R-G13: what a client may ask for is limited; the rooms that it is a member of are not. */
  @Test
  void shouldLimitSubscriptionsButNotRooms() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      int own = 2; // user:alice and workspace
      for (int i = 0; i < 1000 - own; i++) {
        alice.send(
            "{\"type\":\"SUBSCRIBE\",\"id\":\"s%1$d\",\"data\":{\"channel\":\"campaign:%1$d\"}}"
                .formatted(i));
        if (i % 100 == 99) {
          alice.answer("s" + i);
        }
      }

      assertThat(alice.answer("s997").path("type").asText()).isEqualTo("ACK");
      assertThat(
              alice
                  .request("SUBSCRIBE", "more", "{\"channel\":\"campaign:more\"}")
                  .at("/data/code")
                  .asText())
          .isEqualTo("too-many-subscriptions");
      alice.subscribe("again", "campaign:0");
      alice.subscribe("room", "room:" + room);
    }
  }
}
