package dev.tidings.chat.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C3: replies, threads, and what of them is unread. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ThreadTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "threads";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi carol = ChatApi.as("carol", WORKSPACE);

  @Test
  void shouldCountAnswersAndListThem() {
    String roomId = alice.group("bob", "carol");
    String root = alice.say(roomId, "Root", "Aside").getFirst();
    String first = bob.reply(roomId, root, "One").path("id");
    bob.say(roomId, "Aside");
    carol.reply(roomId, root, "Two").then().statusCode(201).body("seq", equalTo(5));

    var parent = alice.get("/api/chat/messages/" + root);
    parent
        .then()
        .body("replyCount", equalTo(2))
        .body("lastReplySeq", equalTo(5))
        .body("lastReplyUserId", equalTo("carol"));
    CONTRACT.assertBodySatisfiesSchema("message", parent.asByteArray());
    var page = alice.get("/api/chat/messages?parentId=" + root + "&limit=1");
    page.then().body("items.message", contains("Two"));
    alice
        .get(
            "/api/chat/messages?limit=1&parentId="
                + root
                + "&before="
                + page.jsonPath().getString("prevCursor"))
        .then()
        .body("items.message", contains("One"))
        .body("prevCursor", nullValue());
    bob.deleteMessage(first);
    alice.get("/api/chat/messages/" + root).then().body("replyCount", equalTo(1));
  }

  @Test
  void shouldRefuseParentsThatCannotBeAnswered() {
    String roomId = alice.group("bob");
    String root = alice.say(roomId, "Root").getFirst();
    String answer = bob.reply(roomId, root, "One").path("id");
    String elsewhere = alice.say(alice.group(), "Elsewhere").getFirst();

    for (String parent : List.of(answer, elsewhere, "none")) {
      bob.reply(roomId, parent, "No")
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/parentId"));
    }
    alice.deleteMessage(root);
    bob.reply(roomId, root, "Late").then().statusCode(409).body("code", equalTo("message-deleted"));
    assertThat(alice.messages(roomId).getList("items")).hasSize(2);
    bob.deleteMessage(answer).then().statusCode(204);
    alice
        .get("/api/chat/messages/" + root)
        .then()
        .body("replyCount", equalTo(0))
        .body("lastReplySeq", nullValue())
        .body("lastReplyAt", nullValue())
        .body("lastReplyUserId", nullValue());
  }

  @Test
  void shouldReplayAnAnswerAlsoAfterItsParentIsGone() {
    String roomId = alice.group("bob");
    String root = alice.say(roomId, "Root").getFirst();
    var body =
        Map.of("roomId", roomId, "parentId", root, "message", "One", "clientMessageId", "c-1");
    String id = bob.post("/api/chat/messages", body).then().statusCode(201).extract().path("id");
    alice.deleteMessage(root);

    bob.post("/api/chat/messages", body).then().statusCode(200).body("id", equalTo(id));
    alice.get("/api/chat/messages/" + root).then().body("replyCount", equalTo(1));
  }

  @Test
  void shouldCountWhatThoseHaveNotReadWhoTakePart() {
    String roomId = alice.group("bob", "carol");
    String root = alice.say(roomId, "Root").getFirst();
    bob.reply(roomId, root, "One");
    bob.reply(roomId, root, "Two @carol");

    thread(alice, root).body("isFollowed", equalTo(true)).body("unreadCount", equalTo(2));
    thread(bob, root).body("isFollowed", equalTo(true)).body("unreadCount", equalTo(0));
    thread(carol, root).body("unreadCount", equalTo(1));
    var page = alice.get("/api/chat/threads?roomId=" + roomId);
    CONTRACT.assertBodySatisfiesSchema("thread-page", page.asByteArray());
    page.then().body("items.message.id", contains(root)).body("items.unreadCount", contains(2));
    var read = mark(alice, root, 2);
    CONTRACT.assertBodySatisfiesSchema("thread", read.extract().asByteArray());
    read.body("unreadCount", equalTo(1)).body("lastReadSeq", equalTo(2));
    mark(alice, root, 99).body("unreadCount", equalTo(0)).body("lastReadSeq", equalTo(3));
    mark(alice, root, 1).body("lastReadSeq", equalTo(3));
    alice
        .post("/api/chat/messages/" + root + "/thread/read", Map.of("seq", -1))
        .then()
        .statusCode(400);
  }

  @Test
  void shouldFollowAndUnfollowAndForgetWhoLeaves() {
    String roomId = alice.group("bob", "carol");
    String root = alice.say(roomId, "Root").getFirst();
    bob.reply(roomId, root, "One");
    thread(carol, root).body("isFollowed", equalTo(false)).body("unreadCount", equalTo(0));

    carol
        .put("/api/chat/messages/{id}/thread/follow", root)
        .then()
        .statusCode(200)
        .body("isFollowed", equalTo(true))
        .body("unreadCount", equalTo(0));
    bob.reply(roomId, root, "Two");
    thread(carol, root).body("unreadCount", equalTo(1));
    carol.delete("/api/chat/messages/{id}/thread/follow", root).then().statusCode(204);
    thread(carol, root).body("isFollowed", equalTo(false));
    alice.remove(roomId, "bob").then().statusCode(204);
    alice.invite(roomId, "bob", "member").then().statusCode(201);
    thread(bob, root).body("isFollowed", equalTo(false));
    ChatApi.as("mallory", WORKSPACE)
        .get("/api/chat/messages/" + root + "/thread")
        .then()
        .statusCode(404);
    ChatApi.as("mallory", WORKSPACE)
        .get("/api/chat/messages?parentId=" + root)
        .then()
        .statusCode(404);
  }

  @Test
  void shouldShowThePageAroundAMessage() {
    String roomId = alice.group("bob");
    List<String> ids = alice.say(roomId, "1", "2", "3", "4", "5", "6", "7");

    var page = alice.messages(roomId, "around", ids.get(3), "limit", 3);
    assertThat(page.getList("items.seq")).containsExactly(3, 4, 5);
    assertThat(alice.messages(roomId, "before", page.getString("prevCursor")).getList("items.seq"))
        .containsExactly(1, 2);
    assertThat(alice.messages(roomId, "after", page.getString("nextCursor")).getList("items.seq"))
        .containsExactly(6, 7);
    var start = alice.messages(roomId, "around", ids.getFirst(), "limit", 4);
    assertThat(start.getList("items.seq")).containsExactly(1, 2);
    assertThat(start.getString("prevCursor")).isNull();
    assertThat(alice.messages(roomId, "around", ids.getLast(), "limit", 1).getList("items.seq"))
        .containsExactly(7);
    String elsewhere = alice.say(alice.group(), "x").getFirst();
    alice
        .get("/api/chat/messages?roomId=" + roomId + "&around=" + elsewhere)
        .then()
        .statusCode(404);
    alice
        .get("/api/chat/messages?roomId=" + roomId + "&around=" + ids.get(1) + "&before=x")
        .then()
        .statusCode(400);
    alice.get("/api/chat/messages?parentId=" + ids.get(1)).then().body("items", empty());
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 77, 31_337})
  void shouldEqualACountByHandAfterAnyHistory(long seed) {
    var random = new SplittableRandom(seed);
    List<ChatApi> people = List.of(alice, bob, carol);
    String roomId = alice.group("bob", "carol");
    List<String> roots = alice.say(roomId, "A", "B");
    Map<String, List<Answer>> answers = new HashMap<>();
    Map<String, Long> pointers = new HashMap<>();
    roots.forEach(root -> answers.put(root, new ArrayList<>()));
    for (int step = 0; step < 40; step++) {
      ChatApi who = people.get(random.nextInt(3));
      String root = roots.get(random.nextInt(2));
      List<Answer> thread = answers.get(root);
      switch (random.nextInt(4)) {
        case 0 -> {
          long seq = random.nextLong(60);
          mark(who, root, seq);
          long last =
              thread.stream()
                  .filter(answer -> !answer.deleted)
                  .mapToLong(answer -> answer.seq)
                  .max()
                  .orElse(0);
          pointers.computeIfPresent(
              who.user() + root, (_, at) -> Math.max(at, Math.min(seq, last)));
        }
        case 1 -> {
          List<Answer> own =
              thread.stream().filter(answer -> answer.by.equals(who.user())).toList();
          if (!own.isEmpty()) {
            Answer gone = own.get(random.nextInt(own.size()));
            who.deleteMessage(gone.id).then().statusCode(204);
            gone.deleted = true;
          }
        }
        default -> {
          String meant = people.get(random.nextInt(3)).user();
          JsonNode sent = ChatApi.created(who.reply(roomId, root, "Hi @" + meant));
          long seq = sent.get("seq").longValue();
          thread.add(new Answer(sent.get("id").textValue(), who.user(), seq));
          Set<String> drawnIn = new HashSet<>(List.of("alice", meant));
          drawnIn.forEach(user -> pointers.putIfAbsent(user + root, seq - 1));
          pointers.put(who.user() + root, seq);
        }
      }
      for (ChatApi each : people) {
        Long pointer = pointers.get(each.user() + root);
        long unread =
            pointer == null
                ? 0
                : thread.stream()
                    .filter(answer -> !answer.deleted && answer.seq > pointer)
                    .filter(answer -> !answer.by.equals(each.user()))
                    .count();
        JsonNode shown = ChatApi.body(each.get("/api/chat/messages/" + root + "/thread"));
        assertThat(shown.get("isFollowed").booleanValue()).isEqualTo(pointer != null);
        assertThat(shown.get("unreadCount").longValue()).isEqualTo(unread);
      }
    }
  }

  private static ValidatableResponse thread(ChatApi who, String messageId) {
    return who.get("/api/chat/messages/" + messageId + "/thread").then().statusCode(200);
  }

  private static ValidatableResponse mark(ChatApi who, String messageId, long seq) {
    return who.post("/api/chat/messages/" + messageId + "/thread/read", Map.of("seq", seq))
        .then()
        .statusCode(200);
  }

  private static final class Answer {

    private final String id;
    private final String by;
    private final long seq;
    private boolean deleted;

    private Answer(String id, String by, long seq) {
      this.id = id;
      this.by = by;
      this.seq = seq;
    }
  }
}
