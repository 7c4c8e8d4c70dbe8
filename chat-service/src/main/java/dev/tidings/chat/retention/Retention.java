package dev.tidings.chat.retention;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.attachment.Attachments;
import dev.tidings.chat.retention.RetentionEvent.MessagesPurged;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Destroys messages that are older than is kept, batch by batch, each in a transaction of its own.
 * Every replica does it; a room whose row another one, or somebody who sends, has locked is left
 * for the next time. A room's messages have times that never go back, so what is old is a room's
 * beginning.
 */
@Singleton
class Retention {

  private static final int ROOMS = 500;

  /** Rooms with the time of the oldest message that they still have. */
  private static final String NEXT =
      """
      select r.id, r.workspace, oldest.created_at
        from chat_rooms r
       cross join lateral (
               select created_at from chat_messages x
                where x.room_id = r.id order by x.seq limit 1) oldest
       where r.id > ?
       order by r.id
       limit %d
      """
          .formatted(ROOMS);

  private static final String LOCK = "select 1 from chat_rooms where id = ? for update skip locked";

  private static final String OLD =
      """
      select seq, id
        from (select seq, id, created_at from chat_messages
               where room_id = ? order by seq limit ?) first
       where created_at < ?
       order by seq
      """;

  private static final List<String> HANGING_ON_NUMBERS =
      List.of(
          "delete from chat_message_versions where room_id = ? and seq <= ?",
          "delete from chat_reactions where room_id = ? and seq <= ?",
          "delete from chat_pins where room_id = ? and seq <= ?",
          "delete from chat_message_mentions where room_id = ? and seq <= ?");

  private static final List<String> HANGING_ON_IDS =
      List.of(
          "delete from chat_thread_members where room_id = ? and parent_id = any (?::uuid[])",
          "delete from message_search where room_id = ? and message_id = any (?::uuid[])");

  private final Sql sql;
  private final Attachments attachments;
  private final RoomStream stream;
  private final RetentionConfig config;
  private final Clock clock;

  Retention(
      Sql sql, Attachments attachments, RoomStream stream, RetentionConfig config, Clock clock) {
    this.sql = sql;
    this.attachments = attachments;
    this.stream = stream;
    this.config = config;
    this.clock = clock;
  }

  private record OldRoom(UUID id, String workspace, Instant oldest) {}

  private record OldMessage(long seq, UUID id) {}

  @Scheduled(
      every = "${tidings.chat.retention.every:1h}",
      delayed = "1m",
      concurrentExecution = SKIP)
  @RunOnVirtualThread
  void purge() {
    if (config.days() == 0 && config.workspaces().isEmpty() && config.rooms().isEmpty()) {
      return;
    }
    UUID place = new UUID(0, 0);
    List<OldRoom> rooms;
    do {
      rooms =
          sql.list(
              NEXT,
              row ->
                  new OldRoom(
                      row.getObject(1, UUID.class),
                      row.getString(2),
                      row.getTimestamp(3).toInstant()),
              place);
      rooms.forEach(this::purge);
      place = rooms.isEmpty() ? place : rooms.getLast().id();
    } while (rooms.size() == ROOMS);
  }

  private void purge(OldRoom room) {
    int days = config.daysOf(room.workspace(), room.id());
    Instant before = clock.instant().minus(Duration.ofDays(days));
    if (days <= 0 || !room.oldest().isBefore(before)) {
      return;
    }
    while (QuarkusTransaction.requiringNew().call(() -> batch(room, before)) == config.batch()) {
      Thread.yield();
    }
  }

  private int batch(OldRoom room, Instant before) {
    if (sql.first(LOCK, row -> true, room.id()).isEmpty()) {
      return 0;
    }
    List<OldMessage> old =
        sql.list(
            OLD,
            row -> new OldMessage(row.getLong(1), row.getObject(2, UUID.class)),
            room.id(),
            config.batch(),
            before);
    if (old.isEmpty()) {
      return 0;
    }
    long last = old.getLast().seq();
    List<UUID> ids = old.stream().map(OldMessage::id).toList();
    List<String> texts = ids.stream().map(UUID::toString).toList();
    HANGING_ON_NUMBERS.forEach(statement -> sql.update(statement, room.id(), last));
    HANGING_ON_IDS.forEach(statement -> sql.update(statement, room.id(), texts));
    attachments.release(ids);
    sql.update("delete from chat_messages where room_id = ? and seq <= ?", room.id(), last);
    sql.update("update chat_rooms set purged_seq = ? where id = ?", last, room.id());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq -> new MessagesPurged(room.id(), last, now, eventSeq));
    return old.size();
  }
}
