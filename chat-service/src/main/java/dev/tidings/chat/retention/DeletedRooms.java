package dev.tidings.chat.retention;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Destroys rooms that were deleted a while ago: what was said in them, batch by batch, and then the
 * room itself. Nobody has seen them since, so nobody is told. What reports of their messages quoted
 * goes too; the audit log keeps that there was a room and who deleted it.
 *
 * <p>Every replica does it; a room that another one has in hand is left to it.
 */
@Singleton
class DeletedRooms {

  private static final int ROOMS = 100;
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private static final String NEXT =
      """
      select id from chat_rooms
       where deleted_at is not null and deleted_at < ? and id > ?
       order by id
       limit %d
      """
          .formatted(ROOMS);

  private static final String LOCK =
      "select 1 from chat_rooms where id = ? and deleted_at is not null for update skip locked";

  private static final String FORGET_QUOTES =
      "update chat_reports set message_text = '' where room_id = ?";

  private static final List<String> HANGING_ON_ROOM =
      List.of(
          "delete from message_search where room_id = ?",
          "delete from chat_thread_members where room_id = ?",
          "delete from chat_read_moves where room_id = ?",
          "delete from chat_delivery_moves where room_id = ?",
          "delete from chat_receipts where room_id = ?",
          "delete from chat_room_statuses where room_id = ?",
          "delete from chat_bans where room_id = ?",
          "delete from chat_invitations where room_id = ?",
          "delete from chat_invitation_links where room_id = ?",
          "delete from chat_rooms where id = ?");

  private final Sql sql;
  private final StoredMessages messages;
  private final RetentionConfig config;
  private final Clock clock;

  DeletedRooms(Sql sql, StoredMessages messages, RetentionConfig config, Clock clock) {
    this.sql = sql;
    this.messages = messages;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${tidings.chat.retention.every:1h}",
      delayed = "1m",
      concurrentExecution = SKIP)
  @RunOnVirtualThread
  void destroy() {
    if (config.deletedRoomDays() <= 0) {
      return;
    }
    Instant now = clock.instant();
    Instant before = now.minus(Duration.ofDays(config.deletedRoomDays()));
    UUID place = new UUID(0, 0);
    List<UUID> rooms;
    do {
      rooms = sql.list(NEXT, row -> row.getObject(1, UUID.class), before, place);
      for (UUID room : rooms) {
        while (QuarkusTransaction.requiringNew().call(() -> batch(room))) {
          Thread.yield();
        }
        place = room;
      }
    } while (rooms.size() == ROOMS);
  }

  /** Destroys some of a room, or the last of it; whether there is more. */
  private boolean batch(UUID room) {
    if (sql.first(LOCK, row -> true, room).isEmpty()) {
      return false;
    }
    if (messages.destroy(room, config.batch(), END_OF_TIME).count() > 0) {
      return true;
    }
    sql.update(FORGET_QUOTES, room);
    HANGING_ON_ROOM.forEach(statement -> sql.update(statement, room));
    return false;
  }
}
