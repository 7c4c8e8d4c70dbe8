package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.RawHttp;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's REST edge: one origin, one form of error, nothing of the inside (R-G14, R-X3). */
@EndToEnd
class EdgeTest {

  private final TidingsSystem system;
  private final TestUser alice;

  EdgeTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", "edge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/nothing",
        "/api/chat/nothing",
        "/api/chatrooms",
        "/api/chat/rooms/01997a00-5a00-7000-8000-00000000000f",
        "/api/chat/rooms/no-uuid"
      })
  void shouldAnswerAProblemWhereThereIsNothing(String path) {
    JsonNode problem = alice.get(path).expectProblem(404);

    assertThat(problem.path("code").asText()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat/../../q/metrics",
        "/api/chat/%2e%2e/%2e%2e/q/metrics",
        "/api/chat/..%2f..%2fq/metrics",
        "/api/chat/%252e%252e/q/metrics",
        "/api/chat//q/metrics",
        "/api/chat/..;/q/metrics",
        "/api/chat/.%2e/q/health",
        "/api/chat\\..\\q\\metrics"
      })
  void shouldNotLeadOutOfTheApiOfAService(String path) throws IOException {
    Answer answer =
        RawHttp.exchange(
            system.gateway(),
            "GET " + path + " HTTP/1.1",
            "Authorization: Bearer " + alice.token());

    // A path may lead to the gateway's own pages, which have nothing to hide.
    assertThat(answer.body().contains("tidings_outbox")).as("metrics of a service").isFalse();
    assertThat(answer.body().contains("\"Database")).as("health of a service").isFalse();
    assertThat(answer.status()).isLessThan(500);
  }

  @Test
  void shouldNotLetAClientSteerHeadersBetweenHops() throws IOException {
    Answer answer =
        RawHttp.exchange(
            system.gateway(),
            "GET /api/chat/rooms HTTP/1.1",
            "Authorization: Bearer " + alice.token(),
            "Connection: close, Authorization",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: gopher",
            "Forwarded: host=evil.example",
            "Proxy-Authorization: Basic eDp5",
            "TE: trailers");

    answer.expect(200);
    assertThat(answer.body()).doesNotContain("evil.example");
    assertThat(answer.headers()).doesNotContainKeys("Keep-Alive", "Proxy-Authenticate", "Upgrade");
  }

  @Test
  void shouldSendSecurityHeadersOnceWithEveryAnswer() {
    for (Answer answer : List.of(alice.get("/api/chat/rooms"), alice.get("/api/nothing"))) {
      assertThat(answer.headers().get("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(answer.headers().get("Cache-Control")).containsExactly("no-store");
    }
  }

  @Test
  void shouldAnswerInvalidInputWithThePlacesThatAreWrong() {
    JsonNode problem =
        alice
            .post("/api/chat/rooms", Map.of("kind", "group", "name", "x".repeat(10_000)))
            .expectProblem(400);

    assertThat(problem.path("errors").isArray()).as(problem.toString()).isTrue();
    assertThat(problem.path("errors").get(0).path("pointer").asText()).isEqualTo("/name");
    assertThat(problem.path("errors").get(0).path("detail").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\":", "[]", "7", "{\"kind\":{\"deep\":[]}}", ""})
  void shouldAnswerUnreadableBodiesWithAProblem(String body) {
    Answer answer = alice.exchange("POST", "/api/chat/rooms", body, Map.of());

    answer.expectProblem(400);
  }

  @Test
  void shouldAnswerAnotherMediaTypeAndAnotherMethodWithAProblem() {
    alice
        .exchange("POST", "/api/chat/rooms", "<room/>", Map.of("Content-Type", "application/xml"))
        .expectProblem(415);
    alice.put("/api/chat/rooms", Map.of()).expectProblem(405);
  }

  @Test
  void shouldCreateWithALocationThatTheClientCanFollow() {
    Answer created =
        alice
            .post(
                "/api/chat/rooms", Map.of("kind", "group", "name", "located", "members", List.of()))
            .expect(201);

    String location = created.header("Location");
    assertThat(location).doesNotContain(system.address("chat-service").getAuthority());
    assertThat(alice.get(location).expect(200).json().path("id"))
        .isEqualTo(created.json().path("id"));
  }
}
