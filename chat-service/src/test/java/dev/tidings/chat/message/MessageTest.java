package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C3, R-C15: sending, reading and listing messages. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class MessageTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  private final ChatApi alice =
      ChatApi.with("alice", Tokens.of("alice", "messages").name("Alice", "Moreau"));
  private final ChatApi bob = ChatApi.as("bob", "messages");

  @Test
  void shouldAnswerTheWholeMessage() {
    String roomId = alice.group("bob");

    var answer = alice.send(roomId, "  Hello @bob,\n<ready>?  ", "c-1");

    answer
        .then()
        .statusCode(201)
        .header("Location", notNullValue())
        .body("seq", equalTo(1))
        .body("message", equalTo("Hello @bob,\n<ready>?"))
        .body("html", equalTo("<p>Hello @bob,<br>&lt;ready&gt;?</p>"))
        .body("mentions", equalTo(List.of("bob")))
        .body("clientMessageId", equalTo("c-1"))
        .body("user.firstName", equalTo("Alice"))
        .body("editedAt", nullValue());
    CONTRACT.assertBodySatisfiesSchema("message", answer.asByteArray());
    var stored = bob.get("/api/chat/messages/" + answer.path("id"));
    assertThat(stored.jsonPath().getMap("")).isEqualTo(answer.jsonPath().getMap(""));
  }

  @Test
  void shouldReplayAnEqualSendAndRefuseAnother() {
    String roomId = alice.group("bob");
    String id = alice.send(roomId, "Once", "c-1").path("id");

    alice
        .send(roomId, " Once ", "c-1")
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", equalTo(id));
    alice
        .send(roomId, "Twice", "c-1")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("client-message-id-reused"));
    bob.send(roomId, "Mine", "c-1").then().statusCode(201).body("seq", equalTo(2));
    alice.send(alice.group("bob"), "Elsewhere", "c-1").then().statusCode(201);
  }

  @Test
  void shouldReplayASendThatMentionsSomebody() {
    String roomId = alice.group("bob");
    alice.send(roomId, "@bob", "c-1").then().statusCode(201);

    alice.send(roomId, "@bob", "c-1").then().statusCode(200).body("mentions", hasItem("bob"));

    alice.send(roomId, "next").then().body("seq", equalTo(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "你好，世界",
        "שלום مرحبا",
        "e\u0301 \u0928\u092e\u0938\u094d\u0924\u0947",
        "\u202eright to left\u202c",
        "𝒜𠀀",
        "tab\tand\u0001control",
      })
  void shouldKeepEveryText(String text) {
    String roomId = alice.group();

    alice.send(roomId, text).then().statusCode(201).body("message", equalTo(text));

    assertThat(alice.messages(roomId).getString("items[0].message")).isEqualTo(text);
  }

  @Test
  void shouldCountCharactersNotUnits() {
    String roomId = alice.group();

    alice.send(roomId, "😀".repeat(10_000)).then().statusCode(201);
    alice
        .send(roomId, "😀".repeat(10_001))
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"))
        .body("errors[0].pointer", equalTo("/message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"message\":\"   \"",
        "\"message\":null",
        "\"message\":\"a\\u0000b\"",
        "\"message\":\"\\ud800\"",
        "\"message\":\"a\",\"clientMessageId\":\"\"",
        "\"message\":\"a\",\"attachments\":[\"x\"]",
        "\"message\":\"a\",\"parentId\":\"none\"",
        "\"message\":\"a\",\"parentId\":\"01997a00-6a00-7000-8000-000000000001\"",
      })
  void shouldRefuseWhatBreaksARule(String fields) {
    String roomId = alice.group();

    alice
        .post("/api/chat/messages", "{\"roomId\":\"" + roomId + "\"," + fields + "}")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("validation-failed"));

    assertThat(alice.messages(roomId).getList("items")).isEmpty();
  }

  @Test
  void shouldAnswerMessagesOfTheSameRoomOnly() {
    String roomId = alice.group("bob");
    String parent = alice.say(roomId, "Question").getFirst();
    String elsewhere = alice.say(alice.group(), "Elsewhere").getFirst();

    bob.post(
            "/api/chat/messages", Map.of("roomId", roomId, "message", "Answer", "parentId", parent))
        .then()
        .statusCode(201)
        .body("parentId", equalTo(parent));
    alice
        .post(
            "/api/chat/messages",
            Map.of("roomId", roomId, "message", "Answer", "parentId", elsewhere))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/parentId"));
  }

  @Test
  void shouldMentionMembersOnlyAndNeverTheSender() {
    String roomId = alice.group("bob");

    alice
        .send(roomId, "@alice @bob @carol bob@bob")
        .then()
        .body("mentions", equalTo(List.of("bob")));
    alice.remove(roomId, "bob").then().statusCode(204);
    alice.send(roomId, "@bob").then().body("mentions", equalTo(List.of()));
  }

  @Test
  void shouldPageBackAndForth() {
    String roomId = alice.group();
    for (int i = 1; i <= 7; i++) {
      alice.say(roomId, "m" + i);
    }

    JsonPath newest = alice.messages(roomId, "limit", 3);
    assertThat(newest.getList("items.seq")).containsExactly(5, 6, 7);
    assertThat(newest.getString("nextCursor")).isNull();
    JsonPath older = alice.messages(roomId, "limit", 3, "before", newest.getString("prevCursor"));
    assertThat(older.getList("items.seq")).containsExactly(2, 3, 4);
    JsonPath oldest = alice.messages(roomId, "limit", 3, "before", older.getString("prevCursor"));
    assertThat(oldest.getList("items.seq")).containsExactly(1);
    assertThat(oldest.getString("prevCursor")).isNull();
    JsonPath forth = alice.messages(roomId, "limit", 3, "after", oldest.getString("nextCursor"));
    assertThat(forth.getList("items.seq")).containsExactly(2, 3, 4);
    assertThat(forth.getString("prevCursor")).isNotNull();
    CONTRACT.assertBodySatisfiesSchema(
        "message-page", alice.get("/api/chat/messages?roomId=" + roomId).asByteArray());
  }

  @Test
  void shouldLoseNothingWhileMessagesArrive() {
    String roomId = alice.group();
    for (int i = 1; i <= 20; i++) {
      alice.say(roomId, "m" + i);
    }
    var seen = new ArrayList<Integer>();
    try (var threads = Executors.newSingleThreadExecutor()) {
      threads.submit(() -> IntStream.rangeClosed(21, 60).forEach(i -> alice.say(roomId, "m" + i)));
      JsonPath page = alice.messages(roomId, "limit", 7);
      int newest = page.getInt("items[-1].seq");
      var parameters = new HashMap<String, Object>();
      while (true) {
        seen.addAll(0, page.getList("items.seq", Integer.class));
        if (page.getString("prevCursor") == null) {
          break;
        }
        parameters.put("before", page.getString("prevCursor"));
        page = alice.messages(roomId, "limit", 7, "before", parameters.get("before"));
      }
      assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, newest).boxed().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"before=%21", "before=YQ", "after=bm9wZQ", "limit=0", "limit=x"})
  void shouldRefuseWhatIsNoPage(String query) {
    String roomId = alice.group();

    int status = alice.get("/api/chat/messages?roomId=" + roomId + "&" + query).statusCode();

    assertThat(status).isIn(400, 404);
  }

  @Test
  void shouldAskForTheRoom() {
    alice
        .get("/api/chat/messages")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("?roomId"));
  }
}
