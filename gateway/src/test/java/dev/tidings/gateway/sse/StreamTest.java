package dev.tidings.gateway.sse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestStream;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** R-G6: the same as a socket, over a plain response. */
@QuarkusTest
class StreamTest extends GatewayTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("gateway");

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void shouldStreamOwnAndWantedChannels(HttpClient.Version version) {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    String token = Tokens.of("alice", workspace).roles("ADMIN").mint();
    try (var alice = TestStream.open(uri("?channels=campaign:1,lead:2"), token, null, version)) {
      var headers = alice.response().headers();
      assertThat(headers.firstValue("Content-Type")).hasValue("text/event-stream");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache, no-transform");
      assertThat(headers.firstValue("X-Accel-Buffering")).hasValue("no");
      TestStream.Event connected = alice.events().getFirst();
      assertThat(connected.type()).isEqualTo("CONNECTED");
      assertThat(connected.frame().at("/data/channels").findValuesAsText("channel"))
          .containsExactly("user:alice", "role:ADMIN", "workspace", "room:" + room);
      assertThat(alice.answer("campaign:1").path("type").asText()).isEqualTo("ACK");
      assertThat(alice.answer("lead:2").path("type").asText()).isEqualTo("ACK");
      String own = publish("user:alice", "{\n  \"a\": \"Grüße, 世界\"\r\n}");
      String wanted = publish("lead:2", "1");
      String member =
          publisher.publish(
              "chat.room.v1", Publisher.event("MESSAGE_RECEIVED", workspace, "room:" + room, "{}"));
      TestStream.Event event = alice.awaitEvent(own);
      assertThat(event.type()).isEqualTo("CAMPAIGN_PROGRESS");
      assertThat(event.frame().at("/data/a").asText()).isEqualTo("Grüße, 世界");
      assertThat(event.frame().path("channel").asText()).isEqualTo("user:alice");
      assertThat(event.id()).isNotEmpty();
      alice.awaitEvent(wanted);
      assertThat(alice.awaitEvent(member).type()).isEqualTo("MESSAGE_RECEIVED");
    }
  }

  /** By the last id alone every channel is told whether something was missed. */
  @Test
  void shouldResumeEveryChannelByTheLastId() {
    String token = Tokens.token("alice", workspace);
    String id;
    try (var alice = TestStream.open(uri("?channels=campaign:1"), token, null)) {
      alice.answer("campaign:1");
      String eventId = publish("campaign:1", "1");
      id = alice.awaitEvent(eventId).id();
      assertThat(id).isNotEmpty().matches("[A-Za-z0-9_-]+");
    }
    try (var again = TestStream.open(uri("?channels=campaign:1"), token, id)) {
      for (String channel : new String[] {"user:alice", "workspace", "campaign:1"}) {
        assertThat(again.answer(channel).at("/data").has("recovered")).as(channel).isTrue();
      }
      JsonNode ack = again.answer("campaign:1");
      assertThat(ack.at("/data/recovered").asBoolean()).as(ack.toString()).isTrue();
      assertThat(ack.at("/data/replayed").asInt()).isZero();
      again.awaitEvent(publish("campaign:1", "2"));
      assertThat(again.events("campaign:1")).hasSize(1);
    }
  }

  /** An id that says nothing must not pass for one that says that nothing was missed. */
  @Test
  void shouldNotCallUnknownIdsRecovered() {
    try (var alice =
        TestStream.open(
            uri("?channels=lead:1&lastEventId=nonsense"), Tokens.token("alice", workspace), null)) {
      for (String channel : new String[] {"user:alice", "lead:1"}) {
        JsonNode ack = alice.answer(channel);
        assertThat(ack.path("type").asText()).isEqualTo("ACK");
        assertThat(ack.at("/data/recovered").asBoolean()).isFalse();
      }
      alice.awaitEvent(publish("lead:1", "1"));
    }
  }

  /** Before the stream begins, an error is an answer; afterwards it is an event. */
  @Test
  void shouldTellOfAChannelAmongOthersThatMayNotBeSeen() {
    try (var alice =
        TestStream.open(
            uri("?channels=user:bob,lead:1,room:unheard-of"),
            Tokens.token("alice", workspace),
            null)) {
      assertThat(alice.answer("user:bob").at("/data/code").asText()).isEqualTo("not-found");
      assertThat(alice.answer("room:unheard-of").at("/data/code").asText()).isEqualTo("not-found");
      alice.answer("lead:1");
      alice.awaitEvent(publish("lead:1", "1"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?channels=user:bob,404,not-found",
    "?channels=room:unheard-of,404,not-found",
    "?channels=planet:mars,404,not-found",
    "?channels=Mars,400,validation-failed",
    "?channel=lead:,400,validation-failed",
  })
  void shouldRefuseBeforeTheStreamBegins(String query, int status, String code) {
    given()
        .auth()
        .oauth2(Tokens.token("alice", workspace))
        .get(uri(query))
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  @Test
  void shouldRefuseWithoutAValidTokenOrFromAForeignPage() {
    given()
        .get(uri(""))
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("code", equalTo("unauthenticated"));
    given()
        .get(uri("?token=nonsense"))
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    given()
        .header("Origin", "https://evil.example")
        .get(uri("?token=" + Tokens.token("alice", workspace)))
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  /** A room that one joins while the stream is open comes by itself, and goes when one leaves. */
  @Test
  void shouldFollowMembership() {
    String room = id();
    try (var alice = TestStream.open(uri(""), Tokens.token("alice", workspace), null)) {
      publisher.publish(
          "chat.room.v1", Publisher.member("MEMBER_JOINED", workspace, room, "alice"));
      alice.await(
          event ->
              event.type().equals("SUBSCRIBED")
                  && event.frame().path("channel").asText().equals("room:" + room));
      publisher.publish("chat.room.v1", Publisher.member("MEMBER_LEFT", workspace, room, "alice"));
      alice.await("UNSUBSCRIBED");
    }
  }

  @Test
  void shouldEndWithTheToken() {
    String token = Tokens.of("alice", workspace).validFor(Duration.ofSeconds(3)).mint();
    try (var alice = TestStream.open(uri(""), token, null)) {
      JsonNode disconnect = alice.await("DISCONNECT").frame();
      assertThat(disconnect.at("/data/code").asInt()).isEqualTo(4004);
      alice.awaitEnd();
    }
  }

  /** The one answer that makes a browser stop. */
  @Test
  void shouldNotTakeAClientBackThatWasToldToStayAway() {
    given()
        .header("Last-Event-ID", StreamId.FINAL)
        .get(uri("?token=" + Tokens.token("alice", workspace)))
        .then()
        .statusCode(204);
  }

  /** R-P4: who streams is online like everybody, and offline when the stream is gone. */
  @Test
  void shouldBeAnnouncedAndCounted() {
    try (var probe =
        TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), "gateway.connection.v1")) {
      try (var alice =
          TestStream.open(uri("?channels=lead:1"), Tokens.token("alice", workspace), null)) {
        alice.answer("lead:1");
        probe.awaitEvent(workspace, "user:alice", "CONNECTION_OPENED");
        stats("/api/ws", "USER")
            .then()
            .statusCode(200)
            .body("connections", equalTo(1))
            .body("transports.sse", equalTo(1))
            .body("transports.websocket", equalTo(0));
        Response own = stats("/realtime/stats/workspace/" + workspace, "USER");
        own.then()
            .statusCode(200)
            .body("connections", equalTo(1))
            .body("users", equalTo(1))
            .body("subscriptions", equalTo(3))
            .body("channels", equalTo(3));
        CONTRACT.assertBodySatisfiesSchema("workspace-stats", own.asByteArray());
        Response person = stats("/realtime/stats", "USER");
        person.then().body("workspace.transports.sse", equalTo(1)).body("total", equalTo(null));
        CONTRACT.assertBodySatisfiesSchema("stats", person.asByteArray());
        Response service = stats("/realtime/stats", "SERVICE");
        assertThat(service.<Integer>path("total.connections")).isPositive();
        CONTRACT.assertBodySatisfiesSchema("stats", service.asByteArray());
        stats("/realtime/stats/workspace/elsewhere", "SERVICE")
            .then()
            .statusCode(404)
            .contentType("application/problem+json");
        given().get("/realtime/stats").then().statusCode(401);
      }
      // The client is gone; the next event or heartbeat finds out, or the connection's end.
      probe.awaitEvent(workspace, "user:alice", "CONNECTION_CLOSED");
    }
  }

  /** A channel's events come in order, each once, whatever else the stream carries. */
  @Test
  void shouldKeepTheOrderOfAChannel() {
    try (var alice =
        TestStream.open(uri("?channels=lead:1,lead:2"), Tokens.token("alice", workspace), null)) {
      alice.answer("lead:2");
      var ids = new ArrayList<String>();
      for (int i = 0; i < 300; i++) {
        var event = Publisher.event("LEAD_UPDATED", workspace, "lead:" + (1 + i % 2), "" + i);
        publisher.publishLater("events.ingress.v1", event);
        if (i % 2 == 0) {
          ids.add(event.id());
        }
      }
      Patience.await().until(() -> alice.events("lead:1").size() >= ids.size());
      assertThat(alice.events("lead:1")).containsExactlyElementsOf(ids);
    }
  }

  private Response stats(String path, String role) {
    return given().auth().oauth2(Tokens.of("bob", workspace).roles(role).mint()).get(path);
  }

  private String publish(String channel, String data) {
    return publisher.publish(
        "events.ingress.v1", Publisher.event("CAMPAIGN_PROGRESS", workspace, channel, data));
  }

  private URI uri(String query) {
    return URI.create("http://" + ws().getAuthority() + "/api/realtime/stream" + query);
  }
}
