package dev.tidings.chat.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-C5: pins. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class PinTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  private final ChatApi alice = ChatApi.as("alice", "pins");
  private final ChatApi bob = ChatApi.as("bob", "pins");

  @Test
  void shouldListWhatIsPinnedTheNewestFirst() {
    String roomId = alice.group("bob");
    List<String> ids = alice.say(roomId, "1", "2", "3");

    alice.pin(ids.get(2)).then().statusCode(200).body("pinnedAt", notNullValue());
    alice.pin(ids.get(0));
    alice.pin(ids.get(0)).then().statusCode(200);

    var page = bob.get("/api/chat/rooms/" + roomId + "/pins?limit=1");
    CONTRACT.assertBodySatisfiesSchema("pin-page", page.asByteArray());
    page.then().body("items.message.seq", contains(3)).body("items.pinnedBy", contains("alice"));
    bob.get("/api/chat/rooms/" + roomId + "/pins?cursor=" + page.jsonPath().getString("nextCursor"))
        .then()
        .body("items.message.seq", contains(1));
    bob.unpin(ids.get(2)).then().statusCode(204);
    bob.unpin(ids.get(2)).then().statusCode(204);
    alice.deleteMessage(ids.get(0));
    assertThat(bob.get("/api/chat/rooms/" + roomId + "/pins").jsonPath().getList("items"))
        .isEmpty();
    alice.pin(ids.get(0)).then().statusCode(409).body("code", equalTo("message-deleted"));
  }

  @Test
  void shouldBeForMembersAndBounded() {
    String roomId = alice.group();
    List<String> ids = alice.say(roomId, "1");
    bob.pin(ids.getFirst()).then().statusCode(404);
    bob.get("/api/chat/rooms/" + roomId + "/pins").then().statusCode(404);
    for (int i = 0; i < Pins.MAX_PINS; i++) {
      alice.pin(alice.say(roomId, "More").getFirst()).then().statusCode(200);
    }

    alice.pin(ids.getFirst()).then().statusCode(409).body("code", equalTo("too-many-pins"));
  }
}
