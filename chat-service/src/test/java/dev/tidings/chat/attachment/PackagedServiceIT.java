package dev.tidings.chat.attachment;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-X7: what is packaged, a jar or a native executable, does what the service is there for. */
@QuarkusIntegrationTest
@QuarkusTestResource(
    value = TidingsServers.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "topics", value = "chat.room.v1,gateway.signal.v1"))
class PackagedServiceIT {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  private final String workspace = "packaged-" + EventIds.uuidV7().next();
  private final ChatApi alice = ChatApi.as("alice", workspace);
  private final ChatApi bob = ChatApi.as("bob", workspace);

  @Test
  void shouldCarryAConversation() {
    try (var kafka = TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), "chat.room.v1")) {
      String room = alice.group("bob");
      Response sent = alice.send(room, "**Grüße** an @bob: https://example.com/?a=1&b=2 &copy; 🎉");
      JsonNode message = ChatApi.created(sent);
      CONTRACT.assertBodySatisfiesSchema("message", sent.asByteArray());
      CONTRACT.assertEventSatisfiesSchema(
          "MESSAGE_RECEIVED",
          kafka.awaitEvent(workspace, "room:" + room, "MESSAGE_RECEIVED").data());

      String id = message.path("id").asText();
      ChatApi.created(bob.reply(room, id, "An answer"));
      bob.react(id, "👍").then().statusCode(200);
      alice.edit(id, "Edited words").then().statusCode(200);
      bob.pin(id).then().statusCode(200);
      bob.read(room, 1).then().statusCode(200);
      CONTRACT.assertBodySatisfiesSchema(
          "message-page", bob.get("/api/chat/messages?roomId=" + room).asByteArray());
      CONTRACT.assertBodySatisfiesSchema("room-page", bob.get("/api/chat/rooms").asByteArray());
      bob.get("/api/chat/sync").then().statusCode(200);
      await("what is found")
          .untilAsserted(
              () -> bob.get("/api/chat/search?q=edited").then().body("items.size()", equalTo(1)));
    }
  }

  @Test
  void shouldKeepFilesAndKnowThemByTheirContents() {
    String room = alice.group("bob");
    byte[] content = Pictures.turned(40, 20);
    String picture = uploaded("Größe.jpg", content);
    alice
        .post(
            "/api/chat/messages",
            Map.of("roomId", room, "message", "", "attachments", List.of(picture)))
        .then()
        .statusCode(201)
        .body("attachments[0].type", equalTo("image/jpeg"))
        .body("attachments[0].width", equalTo(20));
    Response download = bob.get("/api/chat/attachments/" + picture + "/content");
    assertThat(download.statusCode()).isEqualTo(200);
    assertThat(new String(download.asByteArray())).doesNotContain("secret");
  }

  @Test
  void shouldAnswerOperatorsAndRefuseOthers() {
    await("readiness").untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    given().get("/q/metrics").then().statusCode(200).body(containsString("process_uptime_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/chat/rooms"));
    given()
        .get("/api/chat/rooms")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"));
    alice
        .post("/api/chat/rooms", Map.of("kind", "group"))
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"))
        .body("errors.pointer", hasItem("/name"));
    alice.post("/api/chat/rooms", "{").then().statusCode(400);
  }

  private String uploaded(String name, byte[] content) {
    JsonNode reserved =
        ChatApi.created(
            alice.post("/api/chat/attachments", Map.of("name", name, "size", content.length)));
    String id = reserved.path("id").asText();
    alice
        .request()
        .contentType("application/octet-stream")
        .body(content)
        .put("/api/chat/attachments/{id}/content", id)
        .then()
        .statusCode(200);
    return id;
  }
}
