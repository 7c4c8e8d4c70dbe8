package dev.tidings.chat.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages that are older than is kept go, and what is left says so. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class RetentionTest {

  @Inject Retention retention;
  @Inject DeletedRooms deletedRooms;
  @Inject Sql sql;

  private void makeOld(String room, int upTo) {
    sql.update(
        "update chat_messages set created_at = created_at - interval '31 days' where room_id = ? and seq <= ?",
        UUID.fromString(room),
        upTo);
  }

  @Test
  void shouldPurgeWhatIsTooOld() throws Exception {
    ChatApi alice = ChatApi.as("alice", "retention");
    ChatApi bob = ChatApi.as("bob", "retention");
    String room = alice.group("bob");
    List<String> ids =
        alice.say(
            room, IntStream.rangeClosed(1, 10).mapToObj(i -> "@bob " + i).toArray(String[]::new));
    alice.edit(ids.get(1), "Edited");
    bob.react(ids.get(2), "👍");
    alice.pin(ids.get(3));
    String answer = bob.reply(room, ids.get(4), "Answer").path("id");
    alice.deleteMessage(ids.get(8));
    makeOld(room, 7);
    String token = bob.get("/api/chat/sync").path("next");

    try (var events = RoomEvents.of("retention");
        var threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Object>> replicas =
          List.of(
              Executors.callable(() -> retention.purge()),
              Executors.callable(() -> retention.purge()));
      for (var done : threads.invokeAll(replicas)) {
        done.get();
      }
      retention.purge();

      assertThat(alice.messages(room).<Integer>getList("items.seq")).containsExactly(8, 9, 10, 11);
      JsonPath changes = bob.request().queryParam("since", token).get("/api/chat/sync").jsonPath();
      assertThat(changes.getInt("items[0].purgedSeq")).isEqualTo(7);
      assertThat(changes.getList("items[0].messages")).isEmpty();
      int last = changes.getInt("items[0].eventSeq");
      assertThat(events.upTo(room, last).getLast().type()).isEqualTo("MESSAGES_PURGED");
      assertThat(events.upTo(room, last).getLast().data().get("purgedSeq").asInt()).isEqualTo(7);
    }

    JsonPath seen = alice.get("/api/chat/rooms/" + room).jsonPath();
    assertThat(seen.getInt("lastSeq")).isEqualTo(11);
    JsonPath others = bob.get("/api/chat/rooms/" + room).jsonPath();
    assertThat(others.getInt("unreadCount")).as("bob has answered").isZero();
    for (String table :
        List.of("chat_message_versions", "chat_reactions", "chat_pins", "chat_message_mentions")) {
      assertThat(
              sql.number(
                  "select count(*) from " + table + " where room_id = ? and seq <= 7",
                  UUID.fromString(room)))
          .as(table)
          .isZero();
    }
    bob.deleteMessage(answer).then().statusCode(204);
    alice
        .get("/api/chat/messages?roomId=" + room + "&parentId=" + ids.get(4))
        .then()
        .statusCode(404);
  }

  @Test
  void shouldCountNothingAsUnreadThatIsGone() {
    ChatApi alice = ChatApi.as("alice", "retention");
    String room = alice.group("bob");
    alice.say(room, "1", "2", "3", "4", "5");
    makeOld(room, 3);

    retention.purge();

    ChatApi bob = ChatApi.as("bob", "retention");
    assertThat(bob.get("/api/chat/rooms/" + room).jsonPath().getInt("unreadCount")).isEqualTo(2);
    makeOld(room, 5);
    retention.purge();
    JsonPath empty = bob.get("/api/chat/rooms/" + room).jsonPath();
    assertThat(empty.getInt("unreadCount")).isZero();
    assertThat(empty.getInt("lastSeq")).isEqualTo(5);
    assertThat(empty.<Object>get("lastMessage")).isNull();
    assertThat(alice.send(room, "6").jsonPath().getInt("seq")).isEqualTo(6);
  }

  @Test
  void shouldDestroyRoomsThatWereDeletedLongAgo() {
    ChatApi alice = ChatApi.as("alice", "deleted-rooms");
    ChatApi bob = ChatApi.as("bob", "deleted-rooms");
    List<String> rooms = List.of(alice.group("bob"), alice.group("bob"), alice.group("bob"));
    for (String room : rooms) {
      List<String> ids = alice.say(room, "@bob 1", "2", "3", "4", "5");
      bob.reply(room, ids.get(1), "Answer").then().statusCode(201);
      bob.react(ids.get(2), "👍");
      bob.read(room, 3);
      bob.post("/api/chat/messages/" + ids.get(3) + "/reports", Map.of("reason", "spam"))
          .then()
          .statusCode(201);
      alice.post("/api/chat/rooms/" + room + "/invitations", Map.of("userId", "carol"));
      alice.ban(room, "dave").then().statusCode(200);
    }
    for (String room : rooms.subList(0, 2)) {
      alice.delete("/api/chat/rooms/" + room).then().statusCode(204);
    }
    sql.update(
        "update chat_rooms set deleted_at = deleted_at - interval '31 days' where id = ?",
        UUID.fromString(rooms.getFirst()));

    deletedRooms.destroy();

    UUID gone = UUID.fromString(rooms.getFirst());
    for (String table :
        List.of(
            "chat_messages",
            "chat_message_mentions",
            "chat_thread_members",
            "chat_reactions",
            "chat_bans",
            "chat_invitations",
            "chat_receipts",
            "message_search")) {
      assertThat(sql.number("select count(*) from " + table + " where room_id = ?", gone))
          .as(table)
          .isZero();
    }
    assertThat(sql.number("select count(*) from chat_rooms where id = ?", gone)).isZero();
    assertThat(
            sql.number(
                "select count(*) from chat_reports where room_id = ? and message_text = ''", gone))
        .isEqualTo(1);
    assertThat(sql.number("select count(*) from chat_audit where room_id = ?", gone)).isPositive();
    assertThat(
            sql.number(
                "select count(*) from chat_messages where room_id = ?",
                UUID.fromString(rooms.get(1))))
        .as("in a room that was deleted a moment ago")
        .isEqualTo(6);
    assertThat(alice.messages(rooms.get(2)).getList("items")).hasSize(6);
  }

  @Test
  void shouldKeepWhatIsKeptForEver() {
    ChatApi alice = ChatApi.as("alice", "retention-not");
    String room = alice.group("bob");
    alice.say(room, "1", "2");
    makeOld(room, 2);

    retention.purge();

    assertThat(alice.messages(room).getList("items")).hasSize(2);
  }
}
