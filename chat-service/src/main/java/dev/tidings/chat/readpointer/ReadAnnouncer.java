package dev.tidings.chat.readpointer;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.readpointer.ReadEvent.MessagesRead;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Announces read pointers that have moved, in rounds: however often a pointer moves between two
 * rounds, it is told once. Every replica does it; rows that another one has in hand are left to it,
 * so that the pointers of a member are told in their order.
 *
 * <p>An event follows those of the messages that were read, although no lock orders it: they had
 * committed before the pointer could name them.
 */
@Singleton
class ReadAnnouncer {

  private static final int BATCH = 500;

  private static final String TAKE =
      """
      with taken as (
        select room_id, user_id from chat_read_moves
         order by room_id, user_id
         limit %d
           for update skip locked
      ),
      touched as (
        insert into chat_delivery_moves (room_id) select distinct room_id from taken order by room_id
        on conflict do nothing
      ),
      moves as (
        delete from chat_read_moves d
         using taken
         where d.room_id = taken.room_id and d.user_id = taken.user_id
        returning d.room_id, d.user_id, d.seq, d.read_at, d.is_private
      ),
      receipts as (
        insert into chat_receipts as known (room_id, user_id, changed_xid, public_xid)
        select room_id, user_id, pg_current_xact_id(),
               case when is_private then '0' else pg_current_xact_id() end
          from moves
         order by room_id, user_id
        on conflict (room_id, user_id) do update
          set changed_xid = excluded.changed_xid,
              public_xid = case when excluded.public_xid = '0' then known.public_xid
                                else excluded.public_xid end
      )
      select m.workspace, moves.room_id, moves.user_id, moves.read_at, moves.is_private,
             m.last_read_seq, m.public_read_seq, r.member_count
        from moves
        join chat_room_members m on m.room_id = moves.room_id and m.user_id = moves.user_id
        join chat_rooms r on r.id = moves.room_id
       order by moves.room_id, moves.user_id
      """
          .formatted(BATCH);

  private final Sql sql;
  private final RoomStream stream;
  private final ChatConfig config;

  ReadAnnouncer(Sql sql, RoomStream stream, ChatConfig config) {
    this.sql = sql;
    this.stream = stream;
    this.config = config;
  }

  @Scheduled(every = "${tidings.chat.receipts-every:500ms}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void announce() {
    while (QuarkusTransaction.requiringNew().call(this::round) == BATCH) {
      Thread.yield();
    }
  }

  private int round() {
    List<Move> moves =
        sql.list(
            TAKE,
            row ->
                new Move(
                    row.getString("workspace"),
                    row.getObject("room_id", UUID.class),
                    row.getString("user_id"),
                    row.getTimestamp("read_at").toInstant(),
                    row.getBoolean("is_private"),
                    row.getLong("last_read_seq"),
                    row.getLong("public_read_seq"),
                    row.getInt("member_count")));
    moves.forEach(this::announce);
    return moves.size();
  }

  private void announce(Move move) {
    if (move.isPrivate() || move.memberCount() > config.receiptsUpToMembers()) {
      stream.appendFor(
          move.workspace(), move.userId(), move.readAt(), move.event(move.lastReadSeq()));
      return;
    }
    stream.append(move.workspace(), move.roomId(), move.readAt(), move.event(move.publicReadSeq()));
    if (move.lastReadSeq() > move.publicReadSeq()) {
      stream.appendFor(
          move.workspace(), move.userId(), move.readAt(), move.event(move.lastReadSeq()));
    }
  }

  private record Move(
      String workspace,
      UUID roomId,
      String userId,
      Instant readAt,
      boolean isPrivate,
      long lastReadSeq,
      long publicReadSeq,
      int memberCount) {

    MessagesRead event(long seq) {
      return new MessagesRead(roomId, userId, seq, readAt);
    }
  }
}
