package dev.tidings.chat.readpointer;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.Rooms;
import dev.tidings.platform.store.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Proves the counts: compares what the view says with a count by hand, as the gauge {@code
 * tidings.chat.unread.drift}, sample after sample through all members, and mends a room in which
 * the two differ.
 */
@Singleton
public class UnreadAudit {

  /** By how much the counts of the members are off, in sum. */
  private static final String DRIFT =
      """
      select coalesce(sum(abs(c.unread_count - hand.unread) + abs(c.mention_count - hand.mentions)),
                      0)
        from (select room_id, user_id from chat_room_members m %s) sample
        join v_unread_message_counts c
          on c.room_id = sample.room_id and c.user_id = sample.user_id
       cross join lateral (
         select count(*) filter (where x.user_id <> c.user_id) as unread,
                count(*) filter (where c.user_id = any (x.mentions)
                                    or x.mentions_room is not null and x.user_id <> c.user_id)
                  as mentions
           from chat_messages x
          where x.room_id = c.room_id and x.seq > c.last_read_seq and x.deleted_at is null) hand
      """;

  private static final String NEXT =
      """
      select room_id, user_id from chat_room_members
       where (room_id, user_id) > (?, ?) order by room_id, user_id limit ?
      """;

  /** Members with a gap that takes too long to count by hand are left out. */
  private static final String OF_SAMPLE =
      DRIFT.formatted(
          """
          where (m.room_id, m.user_id) > (?, ?) and (m.room_id, m.user_id) <= (?, ?)
            and (select r.last_seq from chat_rooms r where r.id = m.room_id) - m.last_read_seq
                <= 10000
          """);

  private static final String OF_ROOM = DRIFT.formatted("where m.room_id = ?");

  private static final String MEND_LAST =
      """
      update chat_rooms r set last_seq = x.seq
        from (select max(seq) as seq from chat_messages where room_id = ?) x
       where r.id = ? and r.last_seq < x.seq
      """;

  private static final String MEND_POINTERS =
      """
      update chat_room_members m
         set last_read_seq = least(r.last_seq, greatest(m.last_read_seq, own.seq))
        from chat_rooms r,
             lateral (select user_id, max(seq) as seq from chat_messages
                       where room_id = r.id group by user_id) own
       where r.id = ? and m.room_id = r.id and own.user_id = m.user_id
         and m.last_read_seq <> least(r.last_seq, greatest(m.last_read_seq, own.seq))
      """;

  private static final String MEND_BEYOND =
      """
      update chat_room_members m
         set last_read_seq = r.last_seq, public_read_seq = least(m.public_read_seq, r.last_seq)
        from chat_rooms r
       where r.id = ? and m.room_id = r.id and m.last_read_seq > r.last_seq
      """;

  private static final String DROP_MENTIONS =
      """
      delete from chat_message_mentions d
       where d.room_id = ?
         and not exists (select 1 from chat_messages x
                          where x.room_id = d.room_id and x.seq = d.seq
                            and x.deleted_at is null and d.user_id = any (x.mentions))
      """;

  private static final String ADD_MENTIONS =
      """
      insert into chat_message_mentions (room_id, user_id, seq)
      select x.room_id, mentioned, x.seq
        from chat_messages x cross join unnest(x.mentions) mentioned
       where x.room_id = ? and x.deleted_at is null
      on conflict do nothing
      """;

  private final Sql sql;
  private final Rooms rooms;
  private final Memberships memberships;
  private final ChatConfig config;
  private final AtomicLong drift = new AtomicLong();
  private Place place = Place.BEGINNING;
  private long found;

  UnreadAudit(
      Sql sql, Rooms rooms, Memberships memberships, ChatConfig config, MeterRegistry metrics) {
    this.sql = sql;
    this.rooms = rooms;
    this.memberships = memberships;
    this.config = config;
    metrics.gauge("tidings.chat.unread.drift", drift);
  }

  @Scheduled(every = "${tidings.chat.audit-every:1m}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  synchronized void sample() {
    if (place.equals(Place.BEGINNING)) {
      found = 0;
    }
    List<Place> sample =
        sql.list(
            NEXT,
            row -> new Place(row.getObject(1, UUID.class), row.getString(2)),
            place.roomId(),
            place.userId(),
            config.auditSample());
    if (!sample.isEmpty()) {
      Place end = sample.getLast();
      found += sql.number(OF_SAMPLE, place.roomId(), place.userId(), end.roomId(), end.userId());
      place = end;
      drift.accumulateAndGet(found, Math::max);
    }
    if (sample.size() < config.auditSample()) {
      drift.set(found);
      place = Place.BEGINNING;
    }
  }

  /** Checks all members from the beginning, and answers by how much their counts are off. */
  synchronized long sweep() {
    place = Place.BEGINNING;
    do {
      sample();
    } while (!place.equals(Place.BEGINNING));
    return found;
  }

  /**
   * Counts a room again by hand and mends what the counts are derived from. Its row is locked
   * meanwhile. In a room that is right, nothing changes.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}; {@code forbidden} if
   *     the caller does not manage the room
   */
  @Transactional
  public RecountView recount(Caller caller, UUID roomId) {
    Room room = rooms.lock(caller.workspace(), roomId);
    memberships.require(caller, room, Action.RECOUNT);
    long before = sql.number(OF_ROOM, roomId);
    sql.update(MEND_LAST, roomId, roomId);
    sql.update(MEND_POINTERS, roomId);
    sql.update(MEND_BEYOND, roomId);
    sql.update(DROP_MENTIONS, roomId);
    sql.update(ADD_MENTIONS, roomId);
    return new RecountView(roomId, before, sql.number(OF_ROOM, roomId));
  }

  /** A membership, in the order of the samples. */
  private record Place(UUID roomId, String userId) {

    static final Place BEGINNING = new Place(new UUID(0, 0), "");
  }
}
