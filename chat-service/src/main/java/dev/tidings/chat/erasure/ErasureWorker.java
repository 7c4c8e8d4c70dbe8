package dev.tidings.chat.erasure;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.attachment.Attachments;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Directory;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.erasure.ErasureEvent.UserErased;
import dev.tidings.chat.membership.MembershipChanges;
import dev.tidings.chat.message.MessageChanges;
import dev.tidings.chat.message.MessageErased;
import dev.tidings.chat.reaction.Reactions;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.store.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Forgets people, room by room and batch by batch, each in a transaction with the place that it has
 * come to: whoever goes on after a stop repeats nothing that counts. An erasure is one replica's
 * for a while, and longer with each batch; if the replica dies, another one goes on.
 */
@Singleton
class ErasureWorker {

  private static final Logger LOG = Logger.getLogger(ErasureWorker.class);
  private static final int BATCH = 50;
  private static final Duration TURN = Duration.ofMinutes(2);

  private static final String TAKE =
      """
      update chat_erasures set status = 'running', due_at = ?
       where id = (select id from chat_erasures
                    where status <> 'done' and due_at <= ?
                    order by requested_at limit 1 for update skip locked)
      returning id, workspace, user_id, messages, requested_by, place_room_id, place_seq
      """;

  private static final String NEXT_ROOM =
      """
      select id, deleted_at is null from chat_rooms
       where workspace = ? and id > ? order by id limit 1
      """;

  private static final String LOCK = "select 1 from chat_rooms where id = ? for update";

  private static final String NEXT_MESSAGES =
      """
      select id, seq from chat_messages
       where room_id = ? and user_id = ? and seq > ? and erased_at is null
       order by seq limit ?
      """;

  /** The room is deleted, so nobody is told. */
  private static final String ERASE_UNSEEN =
      """
      update chat_messages
         set message = '', mentions = '{}', payload_hash = '', reactions = '[]', attachments = '[]',
             deleted_at = coalesce(deleted_at, ?), erased_at = ?
       where room_id = ? and seq = ?
      """;

  private static final String PLACE =
      """
      update chat_erasures
         set place_room_id = ?, place_seq = ?, message_count = message_count + ?, due_at = ?
       where id = ?
      """;

  private final Sql sql;
  private final Directory directory;
  private final MessageChanges messages;
  private final Reactions reactions;
  private final MembershipChanges memberships;
  private final Attachments attachments;
  private final Traces traces;
  private final RoomStream stream;
  private final Event<MessageErased> erased;
  private final Clock clock;

  ErasureWorker(
      Sql sql,
      Directory directory,
      MessageChanges messages,
      Reactions reactions,
      MembershipChanges memberships,
      Attachments attachments,
      Traces traces,
      RoomStream stream,
      Event<MessageErased> erased,
      Clock clock) {
    this.sql = sql;
    this.directory = directory;
    this.messages = messages;
    this.reactions = reactions;
    this.memberships = memberships;
    this.attachments = attachments;
    this.traces = traces;
    this.stream = stream;
    this.erased = erased;
    this.clock = clock;
  }

  private record Erasure(
      UUID id,
      String workspace,
      String userId,
      MessagePolicy policy,
      String requestedBy,
      UUID placeRoom,
      long placeSeq) {

    Caller somebody() {
      return new Caller(workspace, new Person(userId, null, null, null), Set.of());
    }

    Caller requester() {
      return new Caller(workspace, new Person(requestedBy, null, null, null), Set.of());
    }

    /** An id that is nobody's. */
    String pseudonym() {
      return "erased-" + id;
    }
  }

  private record PlacedRoom(UUID id, boolean isSeen) {}

  private record PlacedMessage(UUID id, long seq) {}

  @Scheduled(every = "${tidings.chat.erasure.every:2s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void run() {
    Optional<Erasure> next = take();
    while (next.isPresent()) {
      try {
        erase(next.get());
      } catch (RuntimeException e) {
        LOG.errorf(e, "Somebody is not forgotten yet, erasure=%s", next.get().id());
        return;
      }
      next = take();
    }
  }

  private Optional<Erasure> take() {
    return sql.first(
        TAKE,
        row ->
            new Erasure(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                MessagePolicy.of(row.getString(4)),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getLong(7)),
        clock.instant().plus(TURN),
        clock.instant());
  }

  /**
   * Goes through all rooms of the workspace, also those that the person has left: messages have no
   * index by their sender, which every send would pay for and this alone would use.
   */
  private void erase(Erasure erasure) {
    directory.erase(erasure.workspace(), erasure.userId());
    attachments.releaseUnused(erasure.workspace(), erasure.userId());
    long seq = erasure.placeSeq();
    UUID before = erasure.placeRoom();
    Optional<PlacedRoom> room =
        (seq > 0 ? room(erasure, before) : Optional.<PlacedRoom>empty())
            .or(() -> nextRoom(erasure, before));
    while (room.isPresent()) {
      PlacedRoom present = room.get();
      long from = seq;
      do {
        long start = from;
        from = QuarkusTransaction.requiringNew().call(() -> batch(erasure, present, start));
      } while (from > 0);
      seq = 0;
      room = nextRoom(erasure, present.id());
    }
    QuarkusTransaction.requiringNew().run(() -> finish(erasure));
  }

  /** The room in which a batch was done before it stopped; none if it is destroyed meanwhile. */
  private Optional<PlacedRoom> room(Erasure erasure, UUID id) {
    return sql.first(
        "select id, deleted_at is null from chat_rooms where workspace = ? and id = ?",
        row -> new PlacedRoom(row.getObject(1, UUID.class), row.getBoolean(2)),
        erasure.workspace(),
        id);
  }

  private Optional<PlacedRoom> nextRoom(Erasure erasure, UUID after) {
    return sql.first(
        NEXT_ROOM,
        row -> new PlacedRoom(row.getObject(1, UUID.class), row.getBoolean(2)),
        erasure.workspace(),
        after);
  }

  /**
   * Erases some messages of a room, and at its end what else is in it.
   *
   * @return the number of the last of them; 0 if the room is done
   */
  private long batch(Erasure erasure, PlacedRoom room, long after) {
    sql.first(LOCK, row -> true, room.id());
    List<PlacedMessage> found =
        sql.list(
            NEXT_MESSAGES,
            row -> new PlacedMessage(row.getObject(1, UUID.class), row.getLong(2)),
            room.id(),
            erasure.userId(),
            after,
            BATCH);
    found.forEach(message -> erase(erasure, room, message));
    boolean isDone = found.size() < BATCH;
    long last = isDone ? 0 : found.getLast().seq();
    if (isDone) {
      leave(erasure, room);
    }
    sql.update(PLACE, room.id(), last, found.size(), clock.instant().plus(TURN), erasure.id());
    return last;
  }

  private void erase(Erasure erasure, PlacedRoom room, PlacedMessage message) {
    if (erasure.policy() == MessagePolicy.ANONYMISE && room.isSeen()) {
      messages.anonymise(erasure.requester(), message.id(), erasure.pseudonym());
    } else if (room.isSeen()) {
      messages.erase(erasure.requester(), message.id());
    } else {
      sql.update(ERASE_UNSEEN, clock.instant(), clock.instant(), room.id(), message.seq());
      sql.update(
          "delete from chat_message_versions where room_id = ? and seq = ?",
          room.id(),
          message.seq());
      attachments.release(List.of(message.id()));
      erased.fire(new MessageErased(message.id()));
    }
  }

  private void leave(Erasure erasure, PlacedRoom room) {
    if (room.isSeen()) {
      reactions.forget(erasure.somebody(), room.id());
      memberships.erase(erasure.workspace(), room.id(), erasure.userId());
    }
    for (String table : List.of("chat_message_mentions", "chat_read_moves", "chat_reactions")) {
      sql.update(
          "delete from " + table + " where room_id = ? and user_id = ?",
          room.id(),
          erasure.userId());
    }
  }

  private void finish(Erasure erasure) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    traces.remove(erasure.workspace(), erasure.userId(), erasure.policy(), erasure.pseudonym());
    if (sql.update(
            "update chat_erasures set status = 'done', finished_at = ? where id = ? and status <> 'done'",
            now,
            erasure.id())
        == 1) {
      stream.appendFor(
          erasure.workspace(),
          erasure.userId(),
          now,
          new UserErased(erasure.userId(), erasure.id(), erasure.policy(), now));
    }
  }
}
