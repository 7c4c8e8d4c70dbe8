package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C3: editing with history and entity tags, deleting, erasing. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ChangeTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "changes";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi carol = ChatApi.as("carol", WORKSPACE);

  @Inject AgroalDataSource dataSource;

  @Test
  void shouldEditAndKeepWhatWasSaid() {
    String roomId = alice.group("bob", "carol");
    String id = alice.say(roomId, "Hello @bob").getFirst();

    var edited = alice.edit(id, "  Hello @carol  ");

    edited
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("message", equalTo("Hello @carol"))
        .body("html", equalTo("<p>Hello @carol</p>"))
        .body("mentions", contains("carol"))
        .body("version", equalTo(2))
        .body("seq", equalTo(1))
        .body("editedAt", notNullValue());
    CONTRACT.assertBodySatisfiesSchema("message", edited.asByteArray());
    assertThat(bob.message(id).getMap("")).isEqualTo(edited.jsonPath().getMap(""));
    bob.get("/api/chat/rooms/" + roomId).then().body("mentionCount", equalTo(0));
    carol.get("/api/chat/rooms/" + roomId).then().body("mentionCount", equalTo(1));
    alice.edit(id, "Third").then().statusCode(200);
    var edits = bob.get("/api/chat/messages/" + id + "/edits?limit=2");
    CONTRACT.assertBodySatisfiesSchema("edit-page", edits.asByteArray());
    edits
        .then()
        .body("items.version", contains(3, 2))
        .body("items.message", contains("Third", "Hello @carol"));
    bob.get(
            "/api/chat/messages/"
                + id
                + "/edits?cursor="
                + edits.jsonPath().getString("nextCursor"))
        .then()
        .body("items.message", contains("Hello @bob"))
        .body("nextCursor", nullValue());
  }

  @Test
  void shouldEditOnlyTheVersionThatIfMatchNames() {
    String id = alice.say(alice.group("bob"), "One").getFirst();
    String tag = alice.get("/api/chat/messages/" + id).header("ETag");
    bob.react(id, "👍");

    editIf(tag, id, "Two").then().statusCode(200);
    editIf(tag, id, "Three").then().statusCode(412).body("code", equalTo("message-changed"));
    editIf("W/\"2\"", id, "Three").then().statusCode(412);
    editIf("\"9\", \"2\"", id, "Three").then().statusCode(200);
    editIf("*", id, "Four").then().statusCode(200).header("ETag", "\"4\"");
  }

  @Test
  void shouldChangeNothingWhenTheTextIsTheSame() {
    String id = alice.say(alice.group("bob"), "Same").getFirst();
    var before = alice.message(id).getMap("");

    alice.edit(id, " Same ").then().statusCode(200);

    assertThat(alice.message(id).getMap("")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u0000", "nul\u0000"})
  void shouldRefuseAnEditThatIsNoMessage(String text) {
    String id = alice.say(alice.group(), "Text").getFirst();

    alice.edit(id, text).then().statusCode(400).body("errors[0].pointer", equalTo("/message"));
  }

  @Test
  void shouldLetOnlyTheAuthorEditAndOnlyForAWhile() throws SQLException {
    String id = alice.say(alice.group("bob"), "Text").getFirst();

    bob.edit(id, "Mine").then().statusCode(403).body("code", equalTo("forbidden"));
    carol.edit(id, "Mine").then().statusCode(404);
    alice.edit("none", "Mine").then().statusCode(404);
    age(id);
    alice.edit(id, "Late").then().statusCode(409).body("code", equalTo("edit-window-over"));
    alice.deleteMessage(id).then().statusCode(204);
  }

  @Test
  void shouldLeaveATombstoneWithItsNumber() {
    String roomId = alice.group("bob");
    List<String> ids = alice.say(roomId, "1", "2 @bob", "3");
    bob.react(ids.get(1), "👍");
    alice.edit(ids.get(1), "2 again @bob");

    alice.deleteMessage(ids.get(1)).then().statusCode(204);
    var tombstone = bob.get("/api/chat/messages/" + ids.get(1));
    alice.deleteMessage(ids.get(1)).then().statusCode(204);

    tombstone
        .then()
        .statusCode(200)
        .body("seq", equalTo(2))
        .body("message", equalTo(""))
        .body("html", equalTo(""))
        .body("mentions", empty())
        .body("reactions", empty())
        .body("deletedAt", notNullValue());
    CONTRACT.assertBodySatisfiesSchema("message", tombstone.asByteArray());
    assertThat(bob.message(ids.get(1)).getMap("")).isEqualTo(tombstone.jsonPath().getMap(""));
    assertThat(bob.messages(roomId).getList("items.seq")).containsExactly(1, 2, 3);
    bob.get("/api/chat/rooms/" + roomId)
        .then()
        .body("unreadCount", equalTo(2))
        .body("mentionCount", equalTo(0));
    bob.get("/api/chat/messages/" + ids.get(1) + "/edits").then().body("items", empty());
    alice.edit(ids.get(1), "x").then().statusCode(409).body("code", equalTo("message-deleted"));
  }

  @Test
  void shouldLetThoseDeleteWhoManageTheRoom() {
    String roomId = alice.group("bob");
    String bobs = bob.say(roomId, "Rude").getFirst();
    String alices = alice.say(roomId, "Fine").getFirst();

    bob.deleteMessage(alices).then().statusCode(403);
    carol.deleteMessage(alices).then().statusCode(404);
    alice.deleteMessage(bobs).then().statusCode(204);
    String direct =
        alice
            .post("/api/chat/rooms", Map.of("kind", "direct", "members", List.of("bob")))
            .path("id");
    String inDirect = bob.say(direct, "Private").getFirst();
    alice.deleteMessage(inDirect).then().statusCode(403);
    bob.deleteMessage(inDirect).then().statusCode(204);
  }

  @Test
  void shouldEraseWhatWasSaidForGood() throws SQLException {
    String roomId = alice.group("bob");
    String id = alice.send(roomId, "secret @bob", "c-erase").path("id");
    alice.edit(id, "also secret @bob");
    ChatApi admin = ChatApi.with("root", Tokens.of("root", WORKSPACE).roles("ADMIN"));
    ChatApi stranger = ChatApi.with("root", Tokens.of("root", "elsewhere").roles("ADMIN"));
    String path = "/api/chat/messages/" + id + "/content";

    alice.delete(path).then().statusCode(403);
    stranger.delete(path).then().statusCode(404);
    admin.delete(path).then().statusCode(204);
    admin.delete(path).then().statusCode(204);

    assertThat(bob.message(id).getString("deletedAt")).isNotNull();
    assertThat(stored(id)).doesNotContain("secret").doesNotContain("bob");
    alice
        .send(roomId, "secret @bob", "c-erase")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("message", equalTo(""));
    alice.send(roomId, "next").then().body("seq", equalTo(2));
  }

  private Response editIf(String tag, String id, String text) {
    return alice
        .request()
        .header("If-Match", tag)
        .body(Map.of("message", text))
        .patch("/api/chat/messages/" + id);
  }

  private void age(String id) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "update chat_messages set created_at = created_at - interval '25 hours'"
                    + " where id = ?")) {
      update.setObject(1, UUID.fromString(id));
      update.executeUpdate();
    }
  }

  /** All that the tables of messages still know. */
  private String stored(String id) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                """
                select (select json_agg(x)::text from chat_messages x where x.id = m.id)
                       || coalesce((select json_agg(v)::text from chat_message_versions v
                                     where v.room_id = m.room_id), '')
                       || coalesce((select json_agg(v)::text from chat_message_mentions v
                                     where v.room_id = m.room_id), '')
                  from chat_messages m where m.id = ?
                """)) {
      select.setObject(1, UUID.fromString(id));
      try (var row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
