package dev.tidings.chat.typing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-C7: typing, by REST and as the gateway says it. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class TypingTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "typing";

  private final ChatApi john =
      ChatApi.with("john", Tokens.of("john", WORKSPACE).name("John", "Doe"));
  private final ChatApi jane =
      ChatApi.with("jane", Tokens.of("jane", WORKSPACE).name("Jane", "Roe"));
  private TopicProbe probe;

  @BeforeEach
  void listen() {
    probe =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            "chat.typing.v1");
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void shouldTellWhoTypesAndForgetThemBySilence() {
    String roomId = john.group("jane");

    // Signals are said again while somebody types: one that nobody heard is made up for.
    Patience.await("both type")
        .until(
            () -> {
              signal(john, roomId, true);
              signal(jane, roomId, true);
              return last(roomId).filter(told -> told.get("count").asInt() == 2).isPresent();
            });
    JsonNode both = last(roomId).orElseThrow();
    CONTRACT.assertEventSatisfiesSchema("TYPING", Json.bytes(both));
    assertThat(both.get("text").asText())
        .isIn("John and Jane are typing…", "Jane and John are typing…");
    Patience.await("nobody types").until(() -> isNobody(roomId));
    assertThat(last(roomId).orElseThrow().get("text").asText()).isEmpty();
  }

  @Test
  void shouldHearTheGateway() {
    String roomId = john.group("jane");
    String signal =
        """
        {"roomId": "%s", "userId": "jane", "sessionId": "s-1", "at": "%s",
         "user": {"id": "jane", "firstName": "Jane", "lastName": null, "profileImage": null}}
        """;

    Patience.await("Jane types")
        .until(
            () -> {
              publish(roomId, "TYPING_START", signal.formatted(roomId, Instant.now()));
              publish(roomId, "TYPING_START", "no JSON");
              return last(roomId)
                  .filter(told -> told.get("text").asText().equals("Jane is typing…"))
                  .isPresent();
            });
    publish(roomId, "TYPING_STOP", signal.formatted(roomId, Instant.now()));
    Patience.await("nobody types").until(() -> isNobody(roomId));
  }

  @Test
  void shouldBeForMembers() {
    String roomId = john.group();

    typing(jane, Map.of("roomId", roomId)).then().statusCode(404);
    typing(john, Map.of("roomId", "none")).then().statusCode(404);
    typing(john, Map.of("typing", true))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/roomId"));
    typing(john, Map.of("roomId", roomId, "typing", "perhaps")).then().statusCode(400);
    typing(john, Map.of("roomId", roomId)).then().statusCode(204);
  }

  /** R-C1: in a channel only owner and admins post, so nobody else types there. */
  @Test
  void shouldNotHearWhoMayNotPost() {
    String roomId = john.open("channel", "name", "Announcements").path("id");
    jane.join(roomId).then().statusCode(201);
    String signal =
        """
        {"roomId": "%s", "userId": "%s", "sessionId": "s-1", "at": "%s",
         "user": {"id": "%s", "firstName": null, "lastName": null, "profileImage": null}}
        """;

    typing(jane, Map.of("roomId", roomId))
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    Patience.await("John types")
        .until(
            () -> {
              for (String user : List.of("jane", "john")) {
                publish(
                    roomId, "TYPING_START", signal.formatted(roomId, user, Instant.now(), user));
              }
              return last(roomId).filter(told -> told.get("count").asInt() > 0).isPresent();
            });

    assertThat(all(roomId)).noneMatch(told -> told.get("users").toString().contains("jane"));
    john.change(roomId, Map.of("isArchived", true)).then().statusCode(200);
    typing(john, Map.of("roomId", roomId))
        .then()
        .statusCode(409)
        .body("code", equalTo("room-archived"));
  }

  private static void signal(ChatApi who, String roomId, boolean types) {
    typing(who, Map.of("roomId", roomId, "typing", types)).then().statusCode(204);
  }

  private static Response typing(ChatApi who, Map<String, ?> body) {
    return who.post("/api/chat/typing", body);
  }

  private boolean isNobody(String roomId) {
    return last(roomId).filter(told -> told.get("count").asInt() == 0).isPresent();
  }

  private Optional<JsonNode> last(String roomId) {
    List<JsonNode> told = all(roomId);
    return told.isEmpty() ? Optional.empty() : Optional.of(told.getLast());
  }

  private List<JsonNode> all(String roomId) {
    return probe.events(WORKSPACE).stream()
        .filter(event -> event.channel().id().equals(roomId))
        .map(TypingTest::data)
        .toList();
  }

  private static JsonNode data(CloudEvent event) {
    try {
      return Json.mapper().readTree(event.data());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void publish(String roomId, String type, String data) {
    probe.publish(
        "gateway.signal.v1",
        new CloudEvent(
            UUID.randomUUID().toString(),
            "/gateway",
            type,
            Instant.now(),
            "user:jane",
            WORKSPACE,
            Channel.of("room", roomId),
            Map.of(),
            data.getBytes(UTF_8)));
  }
}
