package dev.tidings.chat.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.chat.UserEvents;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-C11: catching up. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class SyncTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  @Inject Sql sql;
  @Inject AgroalDataSource dataSource;

  private static Device device(String user, String workspace) {
    return new Device(ChatApi.as(user, workspace), room -> Map.of());
  }

  @Test
  void shouldBeginWithAllRooms() {
    ChatApi alice = ChatApi.as("alice", "sync-first");
    List<String> rooms = List.of(alice.group("bob"), alice.group("bob"), alice.group("bob"));
    alice.say(rooms.get(1), "Hello");
    Device bob = device("bob", "sync-first");

    JsonNode first = bob.ask(2);
    assertThat(first.get("reset").asBoolean()).isTrue();
    assertThat(first.get("reason").asText()).isEqualTo("first");
    assertThat(bob.take(first)).isTrue();
    JsonNode second = bob.ask(2);
    assertThat(second.get("reset").asBoolean()).isFalse();
    assertThat(bob.take(second)).isFalse();
    assertThat(second.get("items")).hasSize(1);

    assertThat(bob.rooms().keySet()).containsExactlyInAnyOrderElementsOf(rooms);
    assertThat(first.get("items")).allMatch(item -> item.get("limited").asBoolean());
    JsonNode nothing = bob.ask(2);
    assertThat(nothing.get("items")).isEmpty();
    assertThat(nothing.get("left")).isEmpty();
    assertThat(nothing.get("next").asText()).hasSizeLessThan(100);
  }

  @Test
  void shouldTellWhatHasChanged() {
    ChatApi alice = ChatApi.as("alice", "sync-changes");
    String changing = alice.group("bob", "carol");
    String quiet = alice.group("bob");
    String leaving = alice.group("bob");
    List<String> ids = alice.say(changing, "1", "2", "3", "4", "5");
    Device bob = device("bob", "sync-changes");
    bob.catchUp(50);

    alice.edit(ids.get(0), "One");
    alice.deleteMessage(ids.get(1));
    alice.react(ids.get(2), "👍");
    alice.pin(ids.get(3));
    alice.say(changing, "6");
    alice.remove(changing, "carol");
    alice.invite(changing, "dave", "admin");
    alice.remove(leaving, "bob");
    String joining = alice.group("bob");
    JsonNode answer = bob.ask(50);

    CONTRACT.assertBodySatisfiesSchema("sync", answer.toString().getBytes());
    assertThat(answer.get("left")).singleElement().matches(id -> id.asText().equals(leaving));
    JsonNode changes = answer.get("items").get(0);
    assertThat(changes.get("id").asText()).isEqualTo(changing);
    assertThat(changes.get("messages").findValuesAsText("seq"))
        .containsExactly("1", "2", "3", "4", "6");
    assertThat(changes.get("messages").get(0).get("message").asText()).isEqualTo("One");
    assertThat(changes.get("messages").get(1).get("deletedAt").isNull()).isFalse();
    assertThat(changes.get("gone").get(0).asText()).isEqualTo("carol");
    assertThat(changes.get("members").findValuesAsText("userId")).containsExactly("dave");
    assertThat(changes.get("room").get("unreadCount").asInt()).isEqualTo(5);
    assertThat(answer.get("items").get(1).get("id").asText()).isEqualTo(joining);
    assertThat(answer.get("items").get(1).get("limited").asBoolean()).isTrue();
    bob.take(answer);
    assertThat(bob.rooms()).containsOnlyKeys(changing, quiet, joining);
  }

  @Test
  void shouldTellReceiptsButNoPrivateOnes() {
    ChatApi alice = ChatApi.as("alice", "sync-receipts");
    ChatApi bob = ChatApi.as("bob", "sync-receipts");
    String room = alice.group("bob", "carol");
    alice.say(room, "1", "2");
    Device carol = device("carol", "sync-receipts");
    Device bobs = device("bob", "sync-receipts");
    carol.catchUp(50);
    bobs.catchUp(50);

    bob.post("/api/chat/rooms/" + room + "/read", Map.of("seq", 1, "isPrivate", true));
    awaitAnnounced();
    assertThat(carol.ask(50).get("items")).isEmpty();
    JsonNode own = bobs.ask(50);
    assertThat(own.get("items").get(0).get("room").get("lastReadSeq").asInt()).isEqualTo(1);
    bobs.take(own);

    bob.read(room, 2);
    awaitAnnounced();
    JsonNode told = carol.ask(50).get("items").get(0).get("receipts");
    assertThat(told).singleElement().matches(receipt -> receipt.get("seq").asInt() == 2);
    assertThat(told.get(0).get("userId").asText()).isEqualTo("bob");
  }

  @Test
  void shouldTellUpToWhereAllHaveGotAndReadTheMessages() {
    ChatApi alice = ChatApi.as("alice", "sync-status");
    ChatApi bob = ChatApi.as("bob", "sync-status");
    String room = alice.group("bob");
    alice.say(room, "1", "2");
    Device alices = device("alice", "sync-status");
    alices.catchUp(50);

    bob.post("/api/chat/rooms/" + room + "/delivered", Map.of("seq", 2)).then().statusCode(204);
    awaitAnnounced();
    JsonNode delivered = alices.ask(50);
    CONTRACT.assertBodySatisfiesSchema("sync", delivered.toString().getBytes());
    assertThat(delivered.get("items").get(0).get("deliveredSeq").asInt()).isEqualTo(2);
    assertThat(delivered.get("items").get(0).get("readSeq").asInt()).isZero();
    alices.take(delivered);

    bob.read(room, 1);
    awaitAnnounced();
    JsonNode read = alices.ask(50).get("items").get(0);
    assertThat(read.get("deliveredSeq").asInt()).isEqualTo(2);
    assertThat(read.get("readSeq").asInt()).isEqualTo(1);
    JsonNode first = device("alice", "sync-status").ask(50).get("items").get(0);
    assertThat(first.get("readSeq").asInt()).as("to who begins, too").isEqualTo(1);
  }

  @Test
  void shouldTellOneselfAndNobodyElseWhatOneHasSet() {
    ChatApi alice = ChatApi.as("alice", "sync-settings");
    ChatApi bob = ChatApi.as("bob", "sync-settings");
    String room = alice.group("bob");
    Device alices = device("alice", "sync-settings");
    Device bobs = device("bob", "sync-settings");
    alices.catchUp(50);
    bobs.catchUp(50);

    try (var events = UserEvents.of("sync-settings")) {
      bob.patch("/api/chat/rooms/" + room + "/settings", Map.of("isMuted", true, "isPinned", true))
          .then()
          .statusCode(200);
      events.await("bob", "MEMBER_SETTINGS_UPDATED", told -> told.get("isMuted").asBoolean());
    }

    assertThat(alices.ask(50).get("items")).isEmpty();
    JsonNode own = bobs.ask(50);
    JsonNode settings = own.get("items").get(0).get("room").get("settings");
    assertThat(settings.get("isMuted").asBoolean()).isTrue();
    assertThat(settings.get("isPinned").asBoolean()).isTrue();
    assertThat(own.get("items").get(0).get("limited").asBoolean()).isFalse();
    bobs.take(own);
    assertThat(bobs.ask(50).get("items")).as("told once").isEmpty();
  }

  @Test
  void shouldSayOfARoomThatTooMuchHasChanged() {
    ChatApi alice = ChatApi.as("alice", "sync-limited");
    String busy = alice.group("bob");
    String other = alice.group("bob");
    Device bob = device("bob", "sync-limited");
    bob.catchUp(50);

    IntStream.rangeClosed(0, 100).forEach(i -> alice.send(busy, "Message " + i));
    alice.say(other, "Hello");
    JsonNode items = bob.ask(50).get("items");

    assertThat(items.get(0).get("limited").asBoolean()).isTrue();
    assertThat(items.get(0).get("messages")).isEmpty();
    assertThat(items.get(0).get("room").get("lastSeq").asInt()).isEqualTo(101);
    assertThat(items.get(1).get("limited").asBoolean()).isFalse();
    assertThat(items.get(1).get("messages")).hasSize(1);
  }

  @Test
  void shouldEndAnAnswerThatIsLongEnough() {
    ChatApi alice = ChatApi.as("alice", "sync-long");
    List<String> rooms = List.of(alice.group("bob"), alice.group("bob"), alice.group("bob"));
    Device bob = device("bob", "sync-long");
    bob.catchUp(50);

    String text = "x".repeat(10_000);
    alice.say(rooms.get(0), text, text, text, text, text, text);
    alice.say(rooms.get(1), text, text, text, text, text, text);
    IntStream.range(0, 12).forEach(i -> alice.say(rooms.get(2), text));
    JsonNode first = bob.ask(50);

    assertThat(first.get("items").findValuesAsText("limited")).containsExactly("false");
    assertThat(bob.take(first)).isTrue();
    bob.catchUp(50);
    assertThat(bob.rooms().get(rooms.get(2)).messages()).hasSize(12);
  }

  @Test
  void shouldAnswerTokensThatAreOfNoUseWithEverything() {
    ChatApi alice = ChatApi.as("alice", "sync-tokens");
    String room = alice.group("bob");
    Device bob = device("bob", "sync-tokens");
    bob.catchUp(50);
    String ofAlice = device("alice", "sync-tokens").ask(50).get("next").asText();
    String elsewhere = device("bob", "sync-tokens-2").ask(50).get("next").asText();

    for (String bad : List.of("x", "ümlaut", "AAAA", ofAlice, elsewhere, "a".repeat(2000))) {
      bob.useToken(bad);
      JsonNode answer = bob.ask(50);
      assertThat(answer.get("reset").asBoolean()).as(bad).isTrue();
      assertThat(answer.get("reason").asText()).isEqualTo("unknown");
      assertThat(answer.get("items").get(0).get("id").asText()).isEqualTo(room);
    }
  }

  /**
   * A client that was away in the midst of a round must not believe that its end is the present.
   */
  @Test
  void shouldGoOnAfterARoundDuringWhichSomethingChanged() {
    ChatApi alice = ChatApi.as("alice", "sync-rounds");
    List<String> rooms = List.of(alice.group("bob"), alice.group("bob"));
    Device bob = device("bob", "sync-rounds");
    assertThat(bob.take(bob.ask(1))).isTrue();

    alice.say(rooms.get(0), "Meanwhile");
    assertThat(bob.take(bob.ask(1))).isTrue();
    bob.catchUp(1);

    assertThat(bob.rooms().get(rooms.get(0)).messages()).hasSize(1);
  }

  /** A transaction that commits late has a lower number than one that committed before it. */
  @Test
  void shouldNotMissWhatCommitsLate() throws Exception {
    ChatApi alice = ChatApi.as("alice", "sync-late");
    String late = alice.group("bob");
    String early = alice.group("bob");
    String id = alice.say(late, "Hello").getFirst();
    Device bob = device("bob", "sync-late");
    bob.catchUp(50);

    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var draw =
              connection.prepareStatement(
                  """
                  update chat_rooms
                     set event_seq = event_seq + 1, changed_xid = pg_current_xact_id()
                   where id = ?
                  """);
          var change =
              connection.prepareStatement(
                  "update chat_messages set message = 'Late', event_seq = event_seq + 1 where id = ?")) {
        draw.setObject(1, UUID.fromString(late));
        draw.executeUpdate();
        change.setObject(1, UUID.fromString(id));
        change.executeUpdate();
      }
      alice.say(early, "Earlier");
      bob.catchUp(50);
      assertThat(bob.rooms().get(early).messages()).hasSize(1);
      connection.commit();
    }

    bob.catchUp(50);
    assertThat(bob.rooms().get(late).messages().get(1L).get("message").asText()).isEqualTo("Late");
  }

  private void awaitAnnounced() {
    Patience.await("pointers are announced")
        .until(
            () ->
                sql.number("select count(*) from chat_read_moves")
                        + sql.number("select count(*) from chat_delivery_moves")
                    == 0);
  }
}
