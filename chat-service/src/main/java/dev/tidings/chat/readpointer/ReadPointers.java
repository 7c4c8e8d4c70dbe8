package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Moves read pointers, forwards only, and says what is left to read. A pointer is a row of its own:
 * moving it takes no lock of the room, so that readers never make senders wait.
 */
@ApplicationScoped
public class ReadPointers {

  private static final String STATE =
      """
      select r.last_seq, c.last_read_seq, c.unread_count, c.mention_count
        from v_unread_message_counts c
        join chat_rooms r on r.id = c.room_id
       where c.workspace = ? and c.user_id = ? and c.room_id = ?
      """;

  /** A public pointer may follow a private one later, so each of the two moves by itself. */
  private static final String MOVE =
      """
      with asked as (
        select m.room_id, m.user_id, least(?, r.last_seq) as seq, ? as at, ? as is_private
          from chat_room_members m
          join chat_rooms r on r.id = m.room_id
         where m.workspace = ? and m.user_id = ? and m.room_id = ?
      ),
      moved as (
        update chat_room_members m
           set last_read_seq = greatest(m.last_read_seq, asked.seq),
               last_read_at = asked.at,
               delivered_seq = greatest(m.delivered_seq, asked.seq),
               public_read_seq =
                 case when asked.is_private then m.public_read_seq
                      else greatest(m.public_read_seq, asked.seq) end,
               public_read_at =
                 case when asked.is_private then m.public_read_at else asked.at end
          from asked
         where m.room_id = asked.room_id and m.user_id = asked.user_id
           and (m.last_read_seq < asked.seq
                or not asked.is_private and m.public_read_seq < asked.seq)
        returning m.room_id, m.user_id, asked.seq, asked.at, asked.is_private
      )
      insert into chat_read_moves as pending (room_id, user_id, seq, read_at, is_private)
      select room_id, user_id, seq, at, is_private from moved
      on conflict (room_id, user_id) do update
        set seq = greatest(pending.seq, excluded.seq),
            read_at = excluded.read_at,
            is_private = pending.is_private and excluded.is_private
      """;

  /**
   * The row that a room may have already is locked, so that it is not taken before the pointer can
   * be seen.
   */
  private static final String DELIVER =
      """
      with moved as (
        update chat_room_members m
           set delivered_seq = least(?, r.last_seq)
          from chat_rooms r
         where m.workspace = ? and m.user_id = ? and m.room_id = ? and r.id = m.room_id
           and m.delivered_seq < least(?, r.last_seq)
        returning m.room_id
      )
      insert into chat_delivery_moves (room_id) select room_id from moved
      on conflict (room_id) do update set room_id = excluded.room_id
      """;

  private final Sql sql;
  private final Memberships memberships;
  private final Clock clock;

  ReadPointers(Sql sql, Memberships memberships, Clock clock) {
    this.sql = sql;
    this.memberships = memberships;
    this.clock = clock;
  }

  /**
   * Moves the caller's pointer to a message, or to the newest if there is none of that number yet.
   * The move is announced soon, together with others.
   *
   * @param isPrivate whether only the caller's own devices shall know
   * @return what is left to read
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public ReadStateView mark(Caller caller, UUID roomId, long seq, boolean isPrivate) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    sql.update(MOVE, seq, now, isPrivate, caller.workspace(), caller.id(), roomId);
    return sql.first(
            STATE,
            row ->
                new ReadStateView(
                    roomId, row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4)),
            caller.workspace(),
            caller.id(),
            roomId)
        .orElseThrow(RoomId::notFound);
  }

  /**
   * A device of the caller has got the messages up to a number. The room hears of it soon, if all
   * members have got them.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public void delivered(Caller caller, UUID roomId, long seq) {
    memberships.roleOf(caller, roomId);
    sql.update(DELIVER, seq, caller.workspace(), caller.id(), roomId, seq);
  }
}
