package dev.tidings.gateway.drain;

import static dev.tidings.gateway.support.TestSocket.is;
import static dev.tidings.platform.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.connection.Connections;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** R-G12: what clients see of a gateway that is about to stop. */
@QuarkusTest
@TestProfile(DrainTest.Drained.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrainTest extends GatewayTest {

  private static final int CLIENTS = 75;
  private static final int PACE = 50;
  private static final String SEND = "{\"roomId\":\"%s\",\"message\":\"under way\"}";

  /** An application of its own: it is of no use to others afterwards. */
  public static class Drained implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "tidings.gateway.drain.pace", Integer.toString(PACE),
          "tidings.gateway.drain.spread", "1s",
          "tidings.gateway.drain.grace", "120s",
          "tidings.gateway.services.call-timeout", "120s");
    }
  }

  @Inject Drain drain;
  @Inject DrainGate gate;
  @Inject SessionRegistry sessions;
  @Inject Connections connections;
  @Inject MeterRegistry metrics;

  private record Impatient(Duration settle, int pace, Duration spread, Duration linger)
      implements DrainConfig {

    Impatient() {
      this(Duration.ZERO, PACE, Duration.ofMillis(10), Duration.ZERO);
    }

    @Override
    public Duration grace() {
      return Duration.ofMillis(100);
    }
  }

  @Test
  @Order(1)
  void shouldCutWhatOutlivesTheGrace() throws InterruptedException {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    CountDownLatch pass = PeerServices.holdMessages();
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      alice.send("{\"type\":\"MESSAGE_SEND\",\"id\":\"1\",\"data\":" + SEND.formatted(room) + "}");
      alice.request("PING", "2", "{}");
      var counts = new SimpleMeterRegistry();
      new Drain(
              sessions,
              connections,
              new DrainGate(null),
              new Impatient(),
              counts,
              Clock.systemUTC())
          .stop(new ShutdownDelayInitiatedEvent());

      assertThat(alice.awaitClose()).isEqualTo(4002);
      assertThat(counts.get("tidings.gateway.drain.forced").counter().count()).isEqualTo(1);
    } finally {
      pass.countDown();
    }
  }

  @Test
  @Order(2)
  void shouldSendClientsElsewhereAtThePaceAndServeThemUntilTheEnd() throws InterruptedException {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    CountDownLatch pass = PeerServices.holdMessages();
    String token = Tokens.token("bob", workspace);
    var bobs = new ArrayList<TestSocket>();
    IntStream.range(0, CLIENTS)
        .forEach(i -> bobs.add(TestSocket.connect(ws(), Tokens.token("bob" + i, workspace))));
    var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
    alice.send("{\"type\":\"MESSAGE_SEND\",\"id\":\"1\",\"data\":" + SEND.formatted(room) + "}");
    alice.request("PING", "2", "{}");
    RestAssured.get("/q/health/ready").then().statusCode(200);

    Thread stopping =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    drain.stop(new ShutdownDelayInitiatedEvent());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(gate::isClosed);
    RestAssured.get("/q/health/ready").then().statusCode(503);
    HttpResponse<?> refusal = refusal(token);
    assertThat(refusal.statusCode()).isEqualTo(503);
    assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
    RestAssured.given()
        .auth()
        .oauth2(token)
        .get("/api/realtime/stream")
        .then()
        .statusCode(503)
        .header("Retry-After", "1");
    RestAssured.given().auth().oauth2(token).get("/api/ws").then().statusCode(200);

    bobs.forEach(bob -> assertThat(bob.awaitClose()).isEqualTo(4002));
    List<Long> turns =
        bobs.stream()
            .map(bob -> bob.awaitFrame(frame -> is(frame, "DISCONNECT")))
            .map(this::turn)
            .sorted()
            .toList();
    // The clock of the frames is read a moment after that of the plan.
    for (int i = PACE; i < turns.size(); i++) {
      assertThat(turns.get(i) - turns.get(i - PACE)).isGreaterThanOrEqualTo(800);
    }
    assertThat(metrics.get("tidings.gateway.draining").gauge().value()).isEqualTo(1);

    String event =
        publisher.publish(
            "events.ingress.v1", Publisher.event("LATE", workspace, "user:alice", "{}"));
    alice.awaitEvent(event);
    assertThat(stopping.isAlive()).isTrue();
    pass.countDown();
    assertThat(alice.answer("1").path("type").asText()).isEqualTo("ACK");
    assertThat(alice.awaitClose()).isEqualTo(4002);
    await().until(() -> !stopping.isAlive());
    assertThat(sessions.all()).isEmpty();
  }

  /** When a client is to come elsewhere, in milliseconds of the server's clock. */
  private long turn(JsonNode disconnect) {
    assertThat(disconnect.at("/data/reason").asText()).isEqualTo("drain");
    assertThat(disconnect.at("/data/reconnect").asBoolean()).isTrue();
    return Instant.parse(disconnect.path("timestamp").asText()).toEpochMilli()
        + disconnect.at("/data/afterMs").asLong();
  }

  private HttpResponse<?> refusal(String token) {
    Throwable failure = catchThrowable(() -> TestSocket.connect(ws(), token));
    assertThat(failure).isInstanceOf(CompletionException.class);
    return ((WebSocketHandshakeException) failure.getCause()).getResponse();
  }
}
