package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.RawHttp;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import dev.tidings.e2e.support.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a connection (R-G1, R-G13, R-X3). */
@EndToEnd
class HandshakeTest {

  private static final String WORKSPACE = "handshake";
  private static final Duration VALID = Duration.ofMinutes(5);

  private final TidingsSystem system;
  private final TestUser alice;

  HandshakeTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", WORKSPACE);
  }

  @Test
  void shouldTakeTheTokenFromTheQuery() {
    assertThatIsConnected(alice.connect("?token=" + alice.token(), Map.of(), List.of()));
  }

  @Test
  void shouldTakeTheTokenFromTheHeader() {
    assertThatIsConnected(
        alice.connect("", Map.of("Authorization", "Bearer " + alice.token()), List.of()));
  }

  @Test
  void shouldTakeTheTokenFromTheSubprotocol() {
    assertThatIsConnected(
        alice.connect("", Map.of(), List.of("tidings.v1", "bearer." + alice.token())));
  }

  @Test
  void shouldTakeATokenThatWasSignedElsewhereWithTheSameKey() {
    String token = system.tokens().token("alice", WORKSPACE, VALID);
    assertThatIsConnected(alice.connect("?token=" + token, Map.of(), List.of()));
  }

  @Test
  void shouldRefuseWhoHasNoValidToken() throws IOException {
    Tokens known = system.tokens();
    String tampered = alice.token().replaceFirst("\\.[^.]+\\.", ".e30.");
    List<String> refused =
        Stream.of(
                known.token("alice", WORKSPACE, Duration.ofMinutes(-5)),
                known.token("alice", WORKSPACE, "https://elsewhere.example", "tidings", VALID),
                known.token("alice", WORKSPACE, "https://tidings.localhost", "other", VALID),
                Tokens.ofStranger().token("alice", WORKSPACE, VALID),
                tampered,
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsIndvcmtzcGFjZSI6ImhhbmRzaGFrZSJ9.",
                "nonsense")
            .toList();
    for (String token : refused) {
      handshake("/ws?token=" + token).expectProblem(401);
      handshake("/ws", "Authorization: Bearer " + token).expectProblem(401);
      handshake("/ws", "Sec-WebSocket-Protocol: tidings.v1, bearer." + token).expectProblem(401);
      system.withToken(token, "alice", WORKSPACE).get("/api/chat/rooms").expectProblem(401);
    }
  }

  /** Its first frame may still bring a token; a request of REST has none to follow. */
  @Test
  void shouldAwaitTheTokenOfASocketOnly() throws IOException {
    assertThat(handshake("/ws").status()).isEqualTo(101);
    RawHttp.exchange(system.gateway(), "GET /api/chat/rooms HTTP/1.1").expectProblem(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
  void shouldRefuseAnotherSitesScript(String origin) throws IOException {
    handshake("/ws?token=" + alice.token(), "Origin: " + origin).expectProblem(403);
  }

  @Test
  void shouldTakeItsOwnOrigin() throws IOException {
    Answer taken =
        handshake(
            "/ws?token=" + alice.token(), "Origin: http://" + system.gateway().getAuthority());

    assertThat(taken.status()).isEqualTo(101);
  }

  private static void assertThatIsConnected(LiveClient client) {
    try (client) {
      assertThat(client.awaitFrame(frame -> frame.is("CONNECTED")).data().path("userId").asText())
          .isEqualTo("alice");
    }
  }

  private Answer handshake(String target, String... headers) throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of(
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
                Stream.of(headers))
            .toArray(String[]::new);
    return RawHttp.exchange(system.gateway(), "GET " + target + " HTTP/1.1", lines);
  }
}
