package dev.tidings.chat.readpointer;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.readpointer.ReadEvent.MessageStatusUpdate;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Tells rooms up to where all of their members have got and read the messages, in rounds. A sender
 * has read what was sent, so the least of all pointers says it for everybody's messages; a send
 * itself tells nothing, the next one to get or read it does. Rooms that are too large for receipts
 * are not told.
 */
@Singleton
class StatusAnnouncer {

  private static final int BATCH = 200;

  private static final String TAKE =
      """
      with taken as (
        select room_id from chat_delivery_moves order by room_id limit %d for update skip locked
      )
      delete from chat_delivery_moves d using taken where d.room_id = taken.room_id
      returning d.room_id
      """
          .formatted(BATCH);

  private static final String ADVANCE =
      """
      insert into chat_room_statuses as told (room_id, delivered_seq, read_seq)
      select r.id, min(greatest(m.delivered_seq, m.public_read_seq)), min(m.public_read_seq)
        from chat_rooms r
        join chat_room_members m on m.room_id = r.id
       where r.id = ? and r.member_count between 2 and ?
       group by r.id
      having min(greatest(m.delivered_seq, m.public_read_seq)) > 0
      on conflict (room_id) do update
        set delivered_seq = greatest(told.delivered_seq, excluded.delivered_seq),
            read_seq = greatest(told.read_seq, excluded.read_seq),
            changed_xid = pg_current_xact_id()
      where told.delivered_seq < excluded.delivered_seq or told.read_seq < excluded.read_seq
      returning (select workspace from chat_rooms r where r.id = told.room_id),
                told.room_id, told.delivered_seq, told.read_seq
      """;

  private final Sql sql;
  private final RoomStream stream;
  private final ChatConfig config;
  private final Clock clock;

  StatusAnnouncer(Sql sql, RoomStream stream, ChatConfig config, Clock clock) {
    this.sql = sql;
    this.stream = stream;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "${tidings.chat.receipts-every:500ms}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void announce() {
    while (QuarkusTransaction.requiringNew().call(this::round) == BATCH) {
      Thread.yield();
    }
  }

  private int round() {
    List<UUID> rooms = sql.list(TAKE, row -> row.getObject(1, UUID.class));
    rooms.forEach(this::advance);
    return rooms.size();
  }

  private void advance(UUID roomId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    sql.list(
            ADVANCE,
            row ->
                new Advanced(
                    row.getString(1),
                    new MessageStatusUpdate(
                        row.getObject(2, UUID.class), row.getLong(3), row.getLong(4))),
            roomId,
            config.receiptsUpToMembers())
        .forEach(advanced -> stream.append(advanced.workspace(), roomId, now, advanced.status()));
  }

  private record Advanced(String workspace, MessageStatusUpdate status) {}
}
