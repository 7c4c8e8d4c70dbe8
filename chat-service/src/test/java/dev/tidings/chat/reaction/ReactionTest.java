package dev.tidings.chat.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-C5: reactions. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ReactionTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "reactions";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);

  @Test
  void shouldCountAndNameWhoReacted() {
    String id = alice.say(alice.group("bob"), "Hello").getFirst();

    alice.react(id, "👍").then().statusCode(200);
    bob.react(id, "\u2764").then().statusCode(200);
    var answer = bob.react(id, "👍");

    answer
        .then()
        .statusCode(200)
        .body("reactions.emoji", contains("👍", "❤️"))
        .body("reactions[0].count", equalTo(2))
        .body("reactions[0].users", contains("alice", "bob"));
    CONTRACT.assertBodySatisfiesSchema("reactions", answer.asByteArray());
    assertThat(alice.message(id).getList("reactions"))
        .isEqualTo(answer.jsonPath().getList("reactions"));
    var reactors =
        alice.request().get("/api/chat/messages/{id}/reactions/{emoji}?limit=1", id, "👍");
    reactors.then().statusCode(200).body("items.userId", contains("alice"));
    CONTRACT.assertBodySatisfiesSchema("reactor-page", reactors.asByteArray());
    alice
        .request()
        .queryParam("cursor", reactors.jsonPath().getString("nextCursor"))
        .get("/api/chat/messages/{id}/reactions/{emoji}", id, "👍")
        .then()
        .body("items.userId", contains("bob"));
  }

  @Test
  void shouldCountOncePerPersonAndForgetWhatIsTakenBack() {
    String id = alice.say(alice.group("bob"), "Hello").getFirst();
    int eventSeq = alice.react(id, "🎉").path("eventSeq");

    alice
        .react(id, "🎉")
        .then()
        .body("eventSeq", equalTo(eventSeq))
        .body("reactions[0].count", equalTo(1));
    bob.unreact(id, "🎉").then().statusCode(204);
    assertThat(alice.message(id).getInt("reactions[0].count")).isEqualTo(1);
    alice.unreact(id, "🎉").then().statusCode(204);
    alice.unreact(id, "🎉").then().statusCode(204);
    assertThat(alice.message(id).getList("reactions")).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoEmojiAndTooManyKinds() {
    String id = alice.say(alice.group("bob"), "Hello").getFirst();
    alice
        .react(id, "hello")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"))
        .body("errors[0].pointer", equalTo("?emoji"));
    for (int i = 0; i < Reactions.MAX_KINDS; i++) {
      alice.react(id, Character.toString(0x1F600 + i)).then().statusCode(200);
    }

    alice.react(id, "🎉").then().statusCode(409).body("code", equalTo("too-many-reactions"));
    bob.react(id, "😀").then().statusCode(200);
  }

  @Test
  void shouldBeForMembersAndMessagesThatAreThere() {
    String roomId = alice.group();
    String id = alice.say(roomId, "Hello").getFirst();

    bob.react(id, "👍").then().statusCode(404);
    bob.unreact(id, "👍").then().statusCode(404);
    bob.request().get("/api/chat/messages/{id}/reactions/{e}", id, "👍").then().statusCode(404);
    alice.react(id, "👍");
    alice.deleteMessage(id);
    alice.react(id, "👍").then().statusCode(409).body("code", equalTo("message-deleted"));
    alice.unreact(id, "👍").then().statusCode(204);
    assertThat(alice.message(id).getList("reactions")).isEmpty();
  }

  @Test
  void shouldCountExactlyWhenManyReactAtOnce() {
    List<ChatApi> crowd =
        IntStream.range(0, 40).mapToObj(i -> ChatApi.as("fan-" + i, WORKSPACE)).toList();
    String roomId = alice.group(crowd.stream().map(ChatApi::user).toArray(String[]::new));
    String id = alice.say(roomId, "Hello").getFirst();
    try (var threads = Executors.newFixedThreadPool(8)) {
      crowd.forEach(fan -> threads.execute(() -> fan.react(id, "👍")));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      crowd.subList(0, 5).forEach(fan -> threads.execute(() -> fan.unreact(id, "👍")));
    }

    var shown = alice.message(id);
    assertThat(shown.getInt("reactions[0].count")).isEqualTo(35);
    List<String> all =
        alice
            .request()
            .get("/api/chat/messages/{id}/reactions/{emoji}", id, "👍")
            .jsonPath()
            .getList("items.userId");
    assertThat(all).hasSize(35);
    assertThat(shown.<String>getList("reactions[0].users")).isEqualTo(all.subList(0, 20));
    assertThat(alice.post("/api/chat/messages", Map.of("roomId", roomId, "message", "Next")))
        .satisfies(sent -> sent.then().body("reactions", empty()));
  }
}
