package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * R-C8, R-C9: a message costs the same in a room of any size, and who has read it can be asked in a
 * room of any size.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class LargeRoomTest {

  private static final String WORKSPACE = "large-rooms";
  private static final int MEMBERS = 10_000;
  private static final int SENDS = 12;

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);

  @Inject MessageSender sender;
  @Inject Sql sql;

  private String room(int members) {
    String room = alice.group();
    sql.update(
        """
        insert into chat_room_members (room_id, user_id, workspace, role, joined_at, last_read_seq)
        select ?, 'm' || i, ?, 'member', now(), 0 from generate_series(2, ?) i
        """,
        UUID.fromString(room),
        WORKSPACE,
        members);
    sql.update(
        "update chat_rooms set member_count = ? where id = ?", members, UUID.fromString(room));
    return room;
  }

  /** What a send writes: rows, and bytes of the write-ahead log. */
  private record Cost(long rows, long wal) {}

  /** The least of several, because others write to the log, too, and pages are written whole. */
  private Cost cost(String room) {
    return new Cost(
        IntStream.range(0, SENDS).mapToLong(_ -> sendOnce(room).rows()).min().orElseThrow(),
        IntStream.range(0, SENDS).mapToLong(_ -> sendOnce(room).wal()).min().orElseThrow());
  }

  private Cost sendOnce(String room) {
    var caller = new Caller(WORKSPACE, new Person("alice", null, null, null), Set.of());
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              long rows = rows();
              long wal = wal();
              sender.send(caller, new SendRequest(room, "Hello", null, null, null));
              return new Cost(rows() - rows, wal() - wal);
            });
  }

  private long rows() {
    return sql.number(
        "select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_xact_user_tables");
  }

  private long wal() {
    return sql.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
  }

  @Test
  void shouldWriteAsMuchForTenThousandMembersAsForTen() {
    Cost small = cost(room(10));
    Cost large = cost(room(MEMBERS));

    assertThat(large.rows()).isEqualTo(small.rows()).isLessThan(8);
    assertThat(large.wal()).isCloseTo(small.wal(), Percentage.withPercentage(10));
  }

  @Test
  void shouldSayWhoHasReadInARoomOfTenThousand() {
    String room = room(MEMBERS);
    String id = alice.say(room, "Read this", "And this").getFirst();
    sql.update(
        """
        update chat_room_members set last_read_seq = 1, public_read_seq = 1, public_read_at = now()
         where room_id = ? and user_id <> 'alice' and user_id <> 'm2'
        """,
        UUID.fromString(room));
    ChatApi m2 = ChatApi.as("m2", WORKSPACE);
    m2.post("/api/chat/rooms/" + room + "/read", Map.of("seq", 2, "isPrivate", true))
        .then()
        .statusCode(200);

    JsonPath readers = alice.get("/api/chat/messages/" + id + "/readers?limit=200").jsonPath();
    assertThat(readers.getList("items.userId")).hasSize(200).doesNotContain("m2", "alice");
    assertThat(readers.getString("nextCursor")).isNotNull();
    JsonPath status = alice.get("/api/chat/messages/" + id + "/status").jsonPath();
    assertThat(status.getInt("readCount")).isEqualTo(MEMBERS - 2);
    assertThat(m2.get("/api/chat/rooms/" + room).jsonPath().getInt("unreadCount")).isZero();
    assertThat(
            sql.number(
                "select count(*) from chat_read_moves where room_id = ?", UUID.fromString(room)))
        .as("nothing is stored per message and reader")
        .isLessThanOrEqualTo(1);
  }
}
