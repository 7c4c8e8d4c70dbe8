package dev.tidings.chat.retention;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.retention.RetentionEvent.MessagesPurged;
import dev.tidings.chat.retention.StoredMessages.Destroyed;
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
      select r.id, r.workspace, oldest.created_at, r.deleted_at is not null
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

  private final Sql sql;
  private final StoredMessages messages;
  private final RoomStream stream;
  private final RetentionConfig config;
  private final Clock clock;

  Retention(
      Sql sql, StoredMessages messages, RoomStream stream, RetentionConfig config, Clock clock) {
    this.sql = sql;
    this.messages = messages;
    this.stream = stream;
    this.config = config;
    this.clock = clock;
  }

  private record OldRoom(UUID id, String workspace, Instant oldest, boolean isDeleted) {}

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
                      row.getTimestamp(3).toInstant(),
                      row.getBoolean(4)),
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
    Destroyed destroyed = messages.destroy(room.id(), config.batch(), before);
    destroyed.last().ifPresent(last -> tell(room, last));
    return destroyed.count();
  }

  /** Of a room that is deleted nobody hears any more. */
  private void tell(OldRoom room, long last) {
    sql.update("update chat_rooms set purged_seq = ? where id = ?", last, room.id());
    if (room.isDeleted()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq -> new MessagesPurged(room.id(), last, now, eventSeq));
  }
}
