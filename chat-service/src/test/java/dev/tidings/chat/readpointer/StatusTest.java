package dev.tidings.chat.readpointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-C8: whether a message is sent, delivered or read. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class StatusTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "statuses";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi carol = ChatApi.as("carol", WORKSPACE);

  @Test
  void shouldSayHowFarAMessageHasCome() {
    String roomId = alice.group("bob", "carol");
    String id = alice.say(roomId, "1", "2").getFirst();

    status(id, "sent", 0, 0);
    delivered(bob, roomId, 99).then().statusCode(204);
    delivered(bob, roomId, 0).then().statusCode(204);
    status(id, "sent", 1, 0);
    carol.post("/api/chat/rooms/" + roomId + "/read", Map.of("seq", 1, "isPrivate", true));
    status(id, "delivered", 2, 0);
    bob.read(roomId, 2);
    status(id, "delivered", 2, 1);
    carol.read(roomId, 1);
    status(id, "read", 2, 2);
    var answer = bob.get("/api/chat/messages/" + id + "/status");
    CONTRACT.assertBodySatisfiesSchema("message-status", answer.asByteArray());
    String alone = alice.say(alice.group(), "Anybody?").getFirst();
    alice.get("/api/chat/messages/" + alone + "/status").then().body("status", equalTo("sent"));
  }

  @Test
  void shouldTellTheRoomWhatAllHaveGotAndRead() {
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId = alice.group("bob", "carol");
      alice.say(roomId, "1", "2", "3");

      delivered(bob, roomId, 3);
      delivered(carol, roomId, 2);
      Patience.await("delivered up to 2").until(() -> told(events, roomId).contains("2/0"));
      bob.read(roomId, 3);
      carol.read(roomId, 1);
      Patience.await("read up to 1").until(() -> told(events, roomId).contains("2/1"));
      carol.read(roomId, 3);
      Patience.await("read up to 3").until(() -> told(events, roomId).contains("3/3"));

      assertThat(told(events, roomId)).doesNotHaveDuplicates().isSorted();
      assertThat(told(events, roomId)).endsWith("3/3");
    }
  }

  @Test
  void shouldBeForMembers() {
    String roomId = alice.group();
    String id = alice.say(roomId, "1").getFirst();

    delivered(bob, roomId, 1).then().statusCode(404);
    delivered(alice, roomId, -1).then().statusCode(400);
    bob.get("/api/chat/messages/" + id + "/status").then().statusCode(404);
  }

  @Test
  void shouldNotWaitForWhoCameLater() {
    String roomId = alice.group("bob");
    String id = alice.say(roomId, "1").getFirst();
    bob.read(roomId, 1);
    alice.invite(roomId, "carol", "member");

    alice.get("/api/chat/messages/" + id + "/status").then().body("status", equalTo("read"));
  }

  private void status(String messageId, String status, int delivered, int read) {
    alice
        .get("/api/chat/messages/" + messageId + "/status")
        .then()
        .statusCode(200)
        .body("status", equalTo(status))
        .body("memberCount", equalTo(2))
        .body("deliveredCount", equalTo(delivered))
        .body("readCount", equalTo(read));
  }

  private static Response delivered(ChatApi who, String roomId, long seq) {
    return who.post("/api/chat/rooms/" + roomId + "/delivered", Map.of("seq", seq));
  }

  private static List<String> told(RoomEvents events, String roomId) {
    return events.all(roomId).stream()
        .filter(event -> event.type().equals("MESSAGE_STATUS_UPDATE"))
        .peek(event -> CONTRACT.assertEventSatisfiesSchema(event.type(), Json.bytes(event.data())))
        .map(event -> event.data().get("deliveredSeq") + "/" + event.data().get("readSeq"))
        .toList();
  }
}
