package dev.tidings.gateway.connection;

import static dev.tidings.gateway.support.TestSocket.is;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.limit.ConnectionSlots;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.RawSocket;
import dev.tidings.gateway.support.SmallLimits;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G1, R-G5, R-G13: who gets in, how long, and how much they may do; and what is left of them. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class AccessTest extends GatewayTest {

  @Inject ConnectionSlots slots;
  @Inject SessionRegistry sessions;
  @Inject MeterRegistry metrics;

  /** Whatever a test did, nothing is left of its connections. */
  @AfterEach
  void shouldLeaveNothing() {
    Patience.await("slots").until(() -> slots.taken() == 0);
    Patience.await("sessions").until(() -> sessions.all().isEmpty());
    assertThat(metrics.get("tidings.gateway.slots.unauthenticated").gauge().value()).isZero();
  }

  // ------------------------------------------------------------------ the first frame

  @Test
  void shouldTakeATokenInTheFirstFrame() {
    try (var alice = unauthenticated()) {
      alice.send(auth("1", Tokens.token("alice", workspace)));
      assertThat(alice.answer("1").path("type").asText()).isEqualTo("ACK");
      assertThat(alice.frames().getFirst().path("type").asText()).isEqualTo("CONNECTED");
      assertThat(metrics.get("tidings.gateway.slots.unauthenticated").gauge().value()).isZero();
      alice.awaitEvent(
          publisher.publish(
              "notification.user.v1",
              Publisher.event("NOTIFICATION", workspace, "user:alice", "{}")));
    }
  }

  @Test
  void shouldEndWhoeverStaysUnknown() {
    try (var nobody = unauthenticated()) {
      assertThat(nobody.awaitClose()).isEqualTo(4007);
      assertThat(nobody.frames().getLast().at("/data/reason").asText()).isEqualTo("auth-timeout");
    }
  }

  @Test
  void shouldServeNothingElseBeforeTheToken() {
    try (var nobody = unauthenticated()) {
      JsonNode error = nobody.request("SUBSCRIBE", "1", "{\"channel\":\"workspace\"}");
      assertThat(error.at("/data/code").asText()).isEqualTo("unauthenticated");
      nobody.send(auth("2", "nonsense"));
      assertThat(nobody.answer("2").at("/data/code").asText()).isEqualTo("unauthenticated");
      nobody.send(auth("3", Tokens.token("alice", workspace)));
      assertThat(nobody.answer("3").path("type").asText()).isEqualTo("ACK");
    }
    try (var nobody = unauthenticated()) {
      nobody.send("one");
      nobody.send("two");
      nobody.send("three");
      assertThat(nobody.awaitClose()).isEqualTo(4500);
    }
    try (var nobody = unauthenticated()) {
      nobody.sendBinary(new byte[] {1});
      assertThat(nobody.awaitClose()).isEqualTo(4500);
    }
  }

  @Test
  void shouldCutWhoeverSendsMuchBeforeTheToken() {
    try (var nobody = raw("/ws")) {
      nobody.send(RawSocket.text("x".repeat(100_000)));
      assertThat(nobody.closeCode()).isEqualTo(1006);
    }
  }

  @Test
  void shouldLimitThoseWithoutAToken() {
    try (var one = unauthenticated();
        var two = unauthenticated();
        var three = unauthenticated()) {
      handshake("/ws")
          .then()
          .statusCode(429)
          .header("Retry-After", notNullValue())
          .contentType("application/problem+json")
          .body("code", equalTo("too-many-connections"));
      assertThat(two.frames()).isEmpty();
      assertThat(three.frames()).isEmpty();
      one.send(auth("1", Tokens.token("alice", workspace)));
      one.answer("1");
      try (var four = unauthenticated()) {
        assertThat(four.frames()).isEmpty();
      }
    }
  }

  // ------------------------------------------------------------------ tickets

  @Test
  void shouldLetATicketInOnce() {
    String ticket =
        given()
            .auth()
            .oauth2(Tokens.token("alice", workspace))
            .post("/api/realtime/ticket")
            .then()
            .statusCode(201)
            .header("Cache-Control", equalTo("no-store"))
            .body("expiresAt", notNullValue())
            .extract()
            .path("ticket");
    try (var alice =
        TestSocket.connect(URI.create(ws() + "?ticket=" + ticket), builder -> builder)) {
      assertThat(alice.awaitFrame(frame -> is(frame, "CONNECTED")).at("/data/userId").asText())
          .isEqualTo("alice");
      handshake("/ws?ticket=" + ticket)
          .then()
          .statusCode(401)
          .body("code", equalTo("unauthenticated"));
    }
    handshake("/ws?ticket=nonsense").then().statusCode(401);
    given().post("/api/realtime/ticket").then().statusCode(401);
  }

  // ------------------------------------------------------------------ revocation

  @Test
  void shouldRevokeAUsersTokensEverywhere() {
    String token = Tokens.token("alice", workspace);
    String ticket = ticket(token);
    try (var alice = TestSocket.connect(ws(), token);
        var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace));
        var same = TestSocket.connect(ws(), Tokens.token("alice", workspace + "x"))) {
      revoke(Map.of("userId", "alice"))
          .then()
          .statusCode(202)
          .body("userId", equalTo("alice"))
          .body("revokedBy", equalTo("root"))
          .body("issuedBefore", nullValue())
          .body("id", notNullValue());
      assertThat(alice.awaitClose()).isEqualTo(4501);
      assertThat(alice.frames().getLast().at("/data/reconnect").asBoolean()).isFalse();
      assertThat(bob.request("PING", "1", "null").path("type").asText()).isEqualTo("ACK");
      assertThat(same.request("PING", "1", "null").path("type").asText()).isEqualTo("ACK");
    }
    handshake("/ws?token=" + token).then().statusCode(401).body("code", equalTo("token-revoked"));
    handshake("/ws?ticket=" + ticket).then().statusCode(401);
    given()
        .auth()
        .oauth2(token)
        .get("/api/chat/rooms")
        .then()
        .statusCode(401)
        .body("code", equalTo("token-revoked"));
    given().auth().oauth2(token).get("/api/ws").then().statusCode(401);
    try (var alice = unauthenticated()) {
      alice.send(auth("1", token));
      assertThat(alice.answer("1").at("/data/code").asText()).isEqualTo("token-revoked");
    }
    given()
        .auth()
        .oauth2(root())
        .get("/api/realtime/revocations")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].userId", equalTo("alice"));
  }

  @Test
  void shouldRevokeOneToken() {
    String id = UUID.randomUUID().toString();
    String token = Tokens.of("alice", workspace).claim("jti", id).mint();
    String other = Tokens.of("alice", workspace).claim("jti", id + "-2").mint();
    try (var alice = TestSocket.connect(ws(), token);
        var also = TestSocket.connect(ws(), other)) {
      revoke(Map.of("tokenId", id)).then().statusCode(202);
      assertThat(alice.awaitClose()).isEqualTo(4501);
      also.send(auth("1", token));
      assertThat(also.answer("1").at("/data/code").asText()).isEqualTo("token-revoked");
      assertThat(also.request("PING", "2", "null").path("type").asText()).isEqualTo("ACK");
    }
  }

  /** Whoever is to come back with a new token may: what is issued later is not concerned. */
  @Test
  void shouldRevokeWhatWasIssuedBefore() {
    long now = System.currentTimeMillis() / 1000;
    String old = Tokens.of("alice", workspace).claim("iat", now - 60).mint();
    String fresh = Tokens.of("alice", workspace).claim("iat", now).mint();
    try (var alice = TestSocket.connect(ws(), old);
        var renewed = TestSocket.connect(ws(), fresh)) {
      revoke(Map.of("issuedBefore", java.time.Instant.ofEpochSecond(now - 30).toString()))
          .then()
          .statusCode(202);
      assertThat(alice.awaitClose()).isEqualTo(4004);
      assertThat(renewed.request("PING", "1", "null").path("type").asText()).isEqualTo("ACK");
    }
    handshake("/ws?token=" + old).then().statusCode(401);
    try (var again = TestSocket.connect(ws(), fresh)) {
      assertThat(again.frames()).isNotEmpty();
    }
  }

  @Test
  void shouldLetOnlyAdministratorsRevoke() {
    given()
        .auth()
        .oauth2(Tokens.of("alice", workspace).roles("USER").mint())
        .contentType("application/json")
        .body(Map.of("userId", "bob"))
        .post("/api/realtime/revocations")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    revoke(Map.of()).then().statusCode(400).body("code", equalTo("validation-failed"));
    revoke(Map.of("userId", "bob", "tokenId", "1"))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/tokenId"));
    revoke(Map.of("issuedBefore", "2999-01-01T00:00:00Z")).then().statusCode(400);
  }

  // ------------------------------------------------------------------ limits

  @Test
  void shouldLimitAUsersConnections() {
    String token = Tokens.token("alice", workspace);
    TestSocket two = TestSocket.connect(ws(), token);
    try (var one = TestSocket.connect(ws(), token);
        var three = TestSocket.connect(ws(), token)) {
      handshake("/ws?token=" + token)
          .then()
          .statusCode(429)
          .header("Retry-After", equalTo("10"))
          .body("code", equalTo("too-many-connections"));
      try (var late = unauthenticated()) {
        late.send(auth("1", token));
        assertThat(late.answer("1").at("/data/code").asText()).isEqualTo("too-many-connections");
        assertThat(late.awaitClose()).isEqualTo(4502);
      }
      assertThat(one.request("PING", "1", "null").path("type").asText()).isEqualTo("ACK");
      assertThat(three.request("PING", "1", "null").path("type").asText()).isEqualTo("ACK");
      two.close();
      Patience.await().until(() -> slots.taken() == 2);
      try (var again = TestSocket.connect(ws(), token)) {
        assertThat(again.frames()).isNotEmpty();
      }
    }
  }

  @Test
  void shouldLimitFramesAndEndAbuse() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      // With 20 at once and five refusals, the 26th is one too many.
      for (int i = 0; i < 30; i++) {
        try {
          alice.send("{\"type\":\"PING\",\"id\":\"" + i + "\"}");
        } catch (CompletionException e) {
          break;
        }
      }
      JsonNode error = alice.awaitFrame(frame -> is(frame, "ERROR"));
      assertThat(error.at("/data/code").asText()).isEqualTo("rate-limited");
      assertThat(error.at("/data/retryable").asBoolean()).isTrue();
      assertThat(error.at("/data/retryAfterMs").asLong()).isPositive();
      assertThat(error.path("id").asText()).isNotEmpty();
      assertThat(alice.awaitClose()).isEqualTo(4006);
    }
  }

  // ------------------------------------------------------------------ permissions

  /** Roles and rooms change what a live connection gets, whether or not chat-service answers. */
  @Test
  void shouldCheckPermissionsWhileChatServiceIsAway() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    String admin = Tokens.of("alice", workspace).roles("ADMIN").mint();
    try (var alice = TestSocket.connect(ws(), admin)) {
      PeerServices.away(true);
      publisher.publish("chat.room.v1", Publisher.member("MEMBER_LEFT", workspace, room, "alice"));
      alice.awaitFrame(
          frame ->
              is(frame, "UNSUBSCRIBED") && frame.path("channel").asText().equals("room:" + room));
      alice.send(auth("1", Tokens.token("alice", workspace)));
      alice.awaitFrame(
          frame ->
              is(frame, "UNSUBSCRIBED") && frame.path("channel").asText().equals("role:ADMIN"));
      assertThat(alice.answer("1").path("type").asText()).isEqualTo("ACK");
      assertThat(
              alice
                  .request("SUBSCRIBE", "2", "{\"channel\":\"role:ADMIN\"}")
                  .at("/data/code")
                  .asText())
          .isEqualTo("not-found");
      assertThat(
              alice
                  .request("SUBSCRIBE", "3", "{\"channel\":\"room:" + room + "\"}")
                  .at("/data/code")
                  .asText())
          .isEqualTo("not-found");
    }
  }

  // ------------------------------------------------------------------ pages of other sites

  /** Sockets and REST follow one setting. */
  @Test
  void shouldLetPagesOfAllowedOriginsCall() {
    given()
        .header("Origin", "https://app.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization, content-type")
        .options("/api/chat/messages")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo("https://app.example"))
        .header("Access-Control-Allow-Headers", equalTo("authorization, content-type"))
        .header("Access-Control-Allow-Credentials", nullValue());
    given()
        .header("Origin", "https://app.example")
        .auth()
        .oauth2(Tokens.token("alice", workspace))
        .get("/api/chat/rooms")
        .then()
        .statusCode(200)
        .header("Vary", equalTo("Origin"))
        .header("Access-Control-Allow-Origin", equalTo("https://app.example"));
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/chat/messages")
        .then()
        .statusCode(403);
    given()
        .header("Origin", "https://evil.example")
        .auth()
        .oauth2(Tokens.token("alice", workspace))
        .get("/api/chat/rooms")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }

  /** What a browser sends by itself is no credential, so no page can act in a visitor's name. */
  @Test
  void shouldTakeNoCookieForACredential() {
    String token = Tokens.token("alice", workspace);
    for (String name : new String[] {"Authorization", "Bearer", "token", "access_token"}) {
      given().cookie(name, token).get("/api/chat/rooms").then().statusCode(401);
      given().cookie(name, token).get("/api/ws").then().statusCode(401);
    }
  }

  // ------------------------------------------------------------------ broken and hostile clients

  /** RFC 6455 §7.4.1: 1002 for what breaks the protocol, 1007 for text that is none. */
  @ParameterizedTest
  @CsvSource({
    "invalid UTF-8, 1007",
    "invalid UTF-8 in pieces, 1007",
    "UTF-8 of a surrogate, 1007",
    "UTF-8 that is longer than it need be, 1007",
    "unmasked, 1002",
    "reserved bit, 1002",
    "second reserved bit, 1002",
    "reserved opcode, 1002",
    "reserved control opcode, 1002",
    "continuation of nothing, 1002",
    "text within a text, 1002",
    "fragmented ping, 1002",
    "long ping, 1002",
    "close with half a code, 1002",
  })
  void shouldEndWhatIsNoWebSocket(String what, int code) {
    try (var socket = raw("/ws?token=" + Tokens.token("alice", workspace))) {
      byte[] bad = {(byte) 0xc3, (byte) 0x28};
      byte[] good = "{}".getBytes(UTF_8);
      switch (what) {
        case "invalid UTF-8" -> socket.send(RawSocket.frame(0x81, bad));
        case "invalid UTF-8 in pieces" -> {
          socket.send(RawSocket.frame(0x01, Arrays.copyOf(bad, 1)));
          socket.send(RawSocket.frame(0x80, new byte[] {bad[1]}));
        }
        case "UTF-8 of a surrogate" ->
            socket.send(RawSocket.frame(0x81, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
        case "UTF-8 that is longer than it need be" ->
            socket.send(RawSocket.frame(0x81, new byte[] {(byte) 0xc0, (byte) 0xaf}));
        case "unmasked" -> socket.send(new byte[] {(byte) 0x81, 2, '{', '}'});
        case "reserved bit" -> socket.send(RawSocket.frame(0xc1, good));
        case "second reserved bit" -> socket.send(RawSocket.frame(0xa1, good));
        case "reserved opcode" -> socket.send(RawSocket.frame(0x83, good));
        case "reserved control opcode" -> socket.send(RawSocket.frame(0x8b, good));
        case "continuation of nothing" -> socket.send(RawSocket.frame(0x80, new byte[1]));
        case "text within a text" -> {
          socket.send(RawSocket.frame(0x01, good));
          socket.send(RawSocket.frame(0x81, good));
        }
        case "fragmented ping" -> socket.send(RawSocket.frame(0x09, new byte[1]));
        case "long ping" -> socket.send(RawSocket.frame(0x89, new byte[200]));
        case "close with half a code" -> socket.send(RawSocket.frame(0x88, new byte[1]));
        default -> throw new IllegalArgumentException(what);
      }
      assertThat(socket.closeCode()).isEqualTo(code);
    }
  }

  /** A replacement character that the client has sent is text like any other. */
  @Test
  void shouldTakeTextInPiecesAndOfAnyCharacter() throws IOException {
    try (var socket = raw("/ws?token=" + Tokens.token("alice", workspace))) {
      byte[] ping = "{\"type\":\"PING\",\"id\":\"\ufffd\ud83d\ude00\"}".getBytes(UTF_8);
      for (int i = 0; i < ping.length; i++) {
        socket.send(
            RawSocket.frame(
                (i == 0 ? 0x01 : 0x00) | (i == ping.length - 1 ? 0x80 : 0x00),
                new byte[] {ping[i]}));
        socket.send(RawSocket.frame(0x89, new byte[] {(byte) i}));
      }
      String ack = socket.awaitText(text -> text.contains("\"ACK\""));
      assertThat(Json.mapper().readTree(ack).path("id").asText()).isEqualTo("\ufffd\ud83d\ude00");
      socket.send(RawSocket.frame(0x88, new byte[] {0x03, (byte) 0xe8}));
      assertThat(socket.closeCode()).isEqualTo(1000);
    }
  }

  /** A length that is only claimed costs nothing, and pieces are not collected without end. */
  @Test
  void shouldEndOversizedMessages() {
    try (var socket = raw("/ws?token=" + Tokens.token("alice", workspace))) {
      socket.send(
          ByteBuffer.allocate(14)
              .put((byte) 0x81)
              .put((byte) 0xff)
              .putLong(1L << 40)
              .putInt(1)
              .array());
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
    try (var socket = raw("/ws?token=" + Tokens.token("alice", workspace))) {
      for (int i = 0; i < 40; i++) {
        byte[] piece = new byte[16 * 1024];
        Arrays.fill(piece, (byte) 'x');
        socket.send(RawSocket.frame(i == 0 ? 0x01 : 0x00, piece));
      }
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void shouldAnswerJsonThatIsTooMuchAndGoOn() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.send("[".repeat(30_000));
      alice.awaitFrame(frame -> frame.at("/data/code").asText().equals("malformed-frame"));
      alice.send("{\"type\":\"PING\",\"type\":\"PING\"}");
      alice.send("{\"type\":\"PING\",\"id\":\"" + "x".repeat(70_000) + "\"}");
      alice.awaitFrame(frame -> frame.at("/data/code").asText().equals("frame-too-large"));
      assertThat(alice.request("PING", "1", "null").path("type").asText()).isEqualTo("ACK");
    }
  }

  @Test
  void shouldForgetWhoeverIsLostInTheMiddleOfAFrame() {
    raw("/ws?token=" + Tokens.token("alice", workspace)).send(new byte[] {(byte) 0x81}).reset();
    raw("/ws").send(new byte[] {(byte) 0x81, (byte) 0x85, 1}).reset();
    new RawSocket(ws()).send(RawSocket.handshake("/ws?token=x").substring(0, 40)).reset();
  }

  /** A client whose network is gone answers no ping. */
  @Test
  void shouldReapHalfOpenSockets() {
    try (var silent = raw("/ws?token=" + Tokens.token("alice", workspace))) {
      assertThat(silent.closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void shouldRefuseHandshakesThatAreTooMuch() {
    try (var socket = new RawSocket(ws())) {
      socket.send(
          "GET /ws HTTP/1.1\r\nHost: localhost\r\nX-Big: " + "x".repeat(40_000) + "\r\n\r\n");
      assertThat(socket.status()).isIn(431, 400, 0);
    }
    try (var socket = new RawSocket(ws())) {
      socket.send("GET /ws?" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(socket.status()).isIn(414, 400, 0);
    }
    try (var socket = new RawSocket(ws())) {
      socket.send("\u0016\u0003\u0001 garbage\r\n\r\n");
      assertThat(socket.status()).isIn(400, 0);
    }
    try (var socket = new RawSocket(ws())) {
      socket.send(
          RawSocket.handshake("/ws?token=" + Tokens.token("alice", workspace)) + "garbage garbage");
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  /** A client that never ends its request is cut, though it is never silent for long. */
  @ParameterizedTest
  @ValueSource(strings = {"", "GET /api/ws HTTP/1.1\r\nHost: localhost\r\n\r\n"})
  void shouldCutSlowRequests(String before) {
    try (var socket = new RawSocket(ws())) {
      if (!before.isEmpty()) {
        assertThat(socket.send(before).status()).isEqualTo(401);
      }
      socket.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      Patience.await().pollInterval(Duration.ofMillis(200)).until(() -> socket.isCutAfter("x"));
    }
  }

  // ------------------------------------------------------------------

  private TestSocket unauthenticated() {
    return TestSocket.connect(ws(), builder -> builder);
  }

  private RawSocket raw(String path) {
    var socket = new RawSocket(ws());
    assertThat(socket.send(RawSocket.handshake(path)).status()).isEqualTo(101);
    return socket;
  }

  private static String auth(String id, String token) {
    return "{\"type\":\"AUTH\",\"id\":\"" + id + "\",\"data\":{\"token\":\"" + token + "\"}}";
  }

  private static io.restassured.response.Response handshake(String path) {
    return given()
        .header("Connection", "Upgrade")
        .header("Upgrade", "websocket")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .get(path);
  }

  private String root() {
    return Tokens.of("root", workspace).roles("ADMIN").mint();
  }

  private io.restassured.response.Response revoke(Map<String, String> what) {
    return given()
        .auth()
        .oauth2(root())
        .contentType("application/json")
        .body(what)
        .post("/api/realtime/revocations");
  }

  private static String ticket(String token) {
    return given().auth().oauth2(token).post("/api/realtime/ticket").path("ticket");
  }
}
