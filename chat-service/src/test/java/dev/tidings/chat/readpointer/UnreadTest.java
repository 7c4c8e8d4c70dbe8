package dev.tidings.chat.readpointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C8, R-C9: read pointers and what is counted against them. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class UnreadTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "unread";

  private static final List<String> MEANT =
      List.of("alice", "bob", "carol", "room", "here", "nobody");

  @Inject AgroalDataSource dataSource;
  @Inject MeterRegistry metrics;
  @Inject UnreadAudit audit;

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);

  @Test
  void shouldMoveForwardsOnlyAndNotBeyondTheNewest() {
    String roomId = alice.group("bob");
    alice.say(roomId, "1", "2 @bob", "3");

    var first = bob.read(roomId, 1);
    first
        .then()
        .statusCode(200)
        .body("lastReadSeq", equalTo(1))
        .body("unreadCount", equalTo(2))
        .body("mentionCount", equalTo(1));
    CONTRACT.assertBodySatisfiesSchema("read-state", first.asByteArray());
    bob.read(roomId, 99).then().body("lastReadSeq", equalTo(3)).body("unreadCount", equalTo(0));
    bob.read(roomId, 2).then().body("lastReadSeq", equalTo(3));
    bob.read(roomId, -1).then().statusCode(400);
    bob.post("/api/chat/rooms/" + roomId + "/read", "{}").then().statusCode(400);
  }

  @Test
  void shouldCountNothingThatWasSaidBeforeOneCame() {
    String roomId = alice.group();
    alice.say(roomId, "1", "2");

    alice.invite(roomId, "bob", "member");
    alice.say(roomId, "3");

    bob.get("/api/chat/rooms/" + roomId)
        .then()
        .body("unreadCount", equalTo(1))
        .body("lastReadSeq", equalTo(2));
    assertThat(bob.messages(roomId).getList("items")).hasSize(3);
  }

  @Test
  void shouldNameTheReaders() {
    String roomId = alice.group("bob", "carol", "dave");
    List<String> ids = alice.say(roomId, "1", "2");
    bob.read(roomId, 1);
    ChatApi.as("carol", WORKSPACE).read(roomId, 2);

    var readers = alice.get("/api/chat/messages/" + ids.getFirst() + "/readers");
    CONTRACT.assertBodySatisfiesSchema("reader-page", readers.asByteArray());
    assertThat(readers.jsonPath().getList("items.userId")).containsExactly("bob", "carol");
    assertThat(
            alice
                .get("/api/chat/messages/" + ids.getLast() + "/readers")
                .jsonPath()
                .getList("items.userId"))
        .containsExactly("carol");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
  void shouldEqualACountByHandAfterAnyHistory(long seed) {
    var random = new SplittableRandom(seed);
    List<ChatApi> people = List.of(alice, bob, ChatApi.as("carol", WORKSPACE));
    List<Said> said = new ArrayList<>();
    Map<String, Long> pointers = new HashMap<>(Map.of("alice", 0L, "bob", 0L, "carol", 0L));
    String roomId = alice.group("bob", "carol");
    for (int step = 0; step < 40; step++) {
      ChatApi who = people.get(random.nextInt(3));
      List<Said> own = said.stream().filter(m -> who.user().equals(m.by())).toList();
      if (random.nextInt(5) == 0 && !own.isEmpty()) {
        Said gone = own.get(random.nextInt(own.size()));
        who.deleteMessage(gone.id()).then().statusCode(204);
        said.replaceAll(m -> m.id().equals(gone.id()) ? m.deleted() : m);
      } else if (random.nextInt(4) == 0) {
        long seq = random.nextLong(said.size() + 3L);
        who.read(roomId, seq).then().statusCode(200);
        pointers.merge(who.user(), Math.min(seq, said.size()), Math::max);
      } else {
        String meant = MEANT.get(random.nextInt(MEANT.size()));
        String id = who.say(roomId, "Hi @" + meant).getFirst();
        said.add(new Said(id, who.user(), meant));
        pointers.put(who.user(), (long) said.size());
      }
      for (ChatApi each : people) {
        var unread = said.subList(Math.toIntExact(pointers.get(each.user())), said.size());
        JsonNode room = ChatApi.body(each.get("/api/chat/rooms/" + roomId));
        assertThat(room.get("unreadCount").longValue())
            .isEqualTo(unread.stream().filter(m -> m.countsFor(each.user())).count());
        assertThat(room.get("mentionCount").longValue())
            .isEqualTo(unread.stream().filter(m -> m.means(each.user())).count());
        assertThat(room.get("lastReadSeq").longValue()).isEqualTo(pointers.get(each.user()));
      }
    }
  }

  @Test
  void shouldCountExactlyHoweverMuchIsUnread() throws SQLException {
    String roomId = alice.group("bob");
    alice.say(roomId, "1");
    execute(
        """
        insert into chat_messages (room_id, seq, id, user_id, message, mentions, payload_hash,
                                   created_at)
        select ?::uuid, n, gen_random_uuid(), 'alice', 'x', '{}', '', now()
          from generate_series(2, 3000) n
        """,
        roomId);
    execute("update chat_rooms set last_seq = 3000 where id = ?::uuid", roomId);
    String last = alice.say(roomId, "3001").getFirst();

    bob.get("/api/chat/rooms/" + roomId).then().body("unreadCount", equalTo(3001));
    alice.deleteMessage(last);
    bob.read(roomId, 1).then().body("unreadCount", equalTo(2999));
  }

  @Test
  void shouldMentionEverybodyByOneWord() {
    String roomId = alice.group("bob", "room");
    var sent = alice.send(roomId, "@Channel: look");
    CONTRACT.assertBodySatisfiesSchema("message", sent.asByteArray());
    sent.then().body("mentionsRoom", equalTo("room")).body("mentions", empty());
    alice.send(roomId, "@here and @bob").then().body("mentionsRoom", equalTo("here"));
    alice.send(roomId, "@here @channel").then().body("mentionsRoom", equalTo("room"));
    alice
        .send(roomId, "@room is a member's id here")
        .then()
        .body("mentionsRoom", nullValue())
        .body("mentions", contains("room"));
    alice.send(roomId, "me@here.example, @hereabouts").then().body("mentionsRoom", nullValue());

    bob.get("/api/chat/rooms/" + roomId).then().body("mentionCount", equalTo(3));
    alice.get("/api/chat/rooms/" + roomId).then().body("mentionCount", equalTo(0));
    alice.edit(sent.path("id"), "never mind").then().body("mentionsRoom", nullValue());
    bob.get("/api/chat/rooms/" + roomId).then().body("mentionCount", equalTo(2));
  }

  @Test
  void shouldReadWhileTheRoomIsLocked() throws SQLException {
    String roomId = alice.group("bob");
    alice.say(roomId, "1", "2");
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var lock =
          connection.prepareStatement("select 1 from chat_rooms where id = ?::uuid for update")) {
        lock.setString(1, roomId);
        lock.executeQuery();

        bob.read(roomId, 2).then().statusCode(200).body("unreadCount", equalTo(0));
      } finally {
        connection.rollback();
      }
    }
  }

  @Test
  void shouldTellWhoReadsInOrderAndNotWhatIsPrivate() {
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId = alice.group("bob", "carol");
      List<String> ids = alice.say(roomId, "1", "2", "3", "4", "5");
      ChatApi carol = ChatApi.as("carol", WORKSPACE);

      carol
          .post("/api/chat/rooms/" + roomId + "/read", Map.of("seq", 4, "isPrivate", true))
          .then()
          .statusCode(200)
          .body("unreadCount", equalTo(1));
      for (int seq = 1; seq <= 5; seq++) {
        bob.read(roomId, seq);
      }
      Patience.await("bob's last read").until(() -> reads(events, roomId, "bob").contains(5L));

      assertThat(reads(events, roomId, "bob")).isSorted().doesNotHaveDuplicates();
      assertThat(reads(events, roomId, "carol")).isEmpty();
      assertThat(readers(ids.get(3))).containsExactly("bob");
      carol.read(roomId, 2).then().body("lastReadSeq", equalTo(4));
      Patience.await("carol's public read")
          .until(() -> reads(events, roomId, "carol").equals(List.of(2L)));
      assertThat(readers(ids.get(1))).containsExactly("bob", "carol");
      assertThat(readers(ids.get(3))).containsExactly("bob");
    }
  }

  @Test
  void shouldFindAndMendWhatIsWrong() throws SQLException {
    String roomId = alice.group("bob");
    bob.say(roomId, "1", "2 @alice", "3");
    bob.post("/api/chat/rooms/" + roomId + "/unread/recount", "")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    var right = alice.post("/api/chat/rooms/" + roomId + "/unread/recount", "");
    CONTRACT.assertBodySatisfiesSchema("recount", right.asByteArray());
    right.then().statusCode(200).body("driftBefore", equalTo(0));
    execute(
        "update chat_room_members set last_read_seq = 0 where room_id = ?::uuid and user_id = 'bob'",
        roomId);
    execute("delete from chat_message_mentions where room_id = ?::uuid", roomId);

    assertThat(audit.sweep()).isEqualTo(4);
    assertThat(metrics.get("tidings.chat.unread.drift").gauge().value()).isEqualTo(4);
    alice
        .post("/api/chat/rooms/" + roomId + "/unread/recount", "")
        .then()
        .body("driftBefore", equalTo(4))
        .body("driftAfter", equalTo(0));
    assertThat(audit.sweep()).isZero();
    bob.get("/api/chat/rooms/" + roomId).then().body("unreadCount", equalTo(0));
    alice.get("/api/chat/rooms/" + roomId).then().body("mentionCount", equalTo(1));
  }

  @Test
  void shouldWriteAsMuchPerMessageHoweverManyMembersThereAre() throws SQLException {
    String small = alice.group("bob");
    String large = alice.group("bob");
    execute(
        """
        insert into chat_room_members (room_id, user_id, workspace, role, joined_at, last_read_seq)
        select ?::uuid, 'member-' || n, 'unread', 'member', now(), 0
          from generate_series(1, 10000) n
        """,
        large);
    execute("update chat_rooms set member_count = 10002 where id = ?::uuid", large);

    long few = leastWal(small, 0);
    long enough = few * 11 / 10;

    assertThat(leastWal(large, enough))
        .as("bytes of WAL, %d with few members", few)
        .isLessThanOrEqualTo(enough);
  }

  /**
   * The least that a send of many adds to the write-ahead log; or one that adds little enough. The
   * server is not ours alone, so most measurements hold what others write.
   */
  private long leastWal(String roomId, long enough) throws SQLException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 100 && least > enough; i++) {
      long before = wal();
      alice.send(roomId, "Always the same").then().statusCode(201);
      least = Math.min(least, wal() - before);
    }
    return least;
  }

  private long wal() throws SQLException {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        var row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Long> reads(RoomEvents events, String roomId, String userId) {
    return events.all(roomId).stream()
        .filter(event -> event.type().equals("MESSAGES_READ"))
        .filter(event -> event.data().get("userId").asText().equals(userId))
        .map(event -> event.data().get("seq").asLong())
        .toList();
  }

  private List<String> readers(String messageId) {
    return alice
        .get("/api/chat/messages/" + messageId + "/readers")
        .jsonPath()
        .getList("items.userId");
  }

  private void execute(String statement, String roomId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var prepared = connection.prepareStatement(statement)) {
      prepared.setString(1, roomId);
      prepared.executeUpdate();
    }
  }

  private record Said(String id, String by, String meant) {

    Said deleted() {
      return new Said(id, null, null);
    }

    boolean countsFor(String user) {
      return by != null && !by.equals(user);
    }

    boolean means(String user) {
      return countsFor(user)
          && (meant.equals(user) || meant.equals("room") || meant.equals("here"));
    }
  }
}
