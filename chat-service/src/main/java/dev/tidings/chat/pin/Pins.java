package dev.tidings.chat.pin;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.message.MessageColumns;
import dev.tidings.chat.message.MessageLocks;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.Messages;
import dev.tidings.chat.pin.PinEvent.MessagePinned;
import dev.tidings.chat.pin.PinEvent.MessageUnpinned;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Pins messages and takes the pins out again, under the lock of the room's row. */
@ApplicationScoped
public class Pins {

  /** How many messages a room may keep pinned. */
  static final int MAX_PINS = 100;

  private static final String MARK =
      "update chat_messages set pinned_at = ?, event_seq = ? where room_id = ? and seq = ?";

  private static final String LIST =
      "select p.pinned_by, p.pinned_at as pin_at, "
          + MessageColumns.SELECTED
          + """
            from chat_pins p
            join chat_messages x on x.room_id = p.room_id and x.seq = p.seq
            left join chat_users sender on sender.workspace = ? and sender.user_id = x.user_id
           where p.room_id = ? and p.seq < ?
           order by p.seq desc
           limit ?
          """;

  private final MessageLocks locks;
  private final Messages messages;
  private final Memberships memberships;
  private final RoomStream stream;
  private final Sql sql;
  private final Clock clock;

  Pins(
      MessageLocks locks,
      Messages messages,
      Memberships memberships,
      RoomStream stream,
      Sql sql,
      Clock clock) {
    this.locks = locks;
    this.messages = messages;
    this.memberships = memberships;
    this.stream = stream;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Pins a message. Pinning it again changes nothing.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code room-archived}, {@code
   *     message-deleted} or {@code too-many-pins}
   */
  @Transactional
  public MessageView pin(Caller caller, UUID id) {
    MessageView message = locks.lock(caller, id).require(Action.PIN).requireThere().message();
    if (message.pinnedAt() != null) {
      return message;
    }
    if (sql.number("select count(*) from chat_pins where room_id = ?", message.roomId())
        >= MAX_PINS) {
      throw new ProblemException(
          ChatProblem.TOO_MANY_PINS, "A room has at most " + MAX_PINS + " pinned messages.");
    }
    Instant now = now();
    sql.update(
        "insert into chat_pins (room_id, seq, pinned_by, pinned_at) values (?, ?, ?, ?)",
        message.roomId(),
        message.seq(),
        caller.id(),
        now);
    MessageView pinned = mark(caller, message, now);
    stream.append(
        caller.workspace(), message.roomId(), now, new MessagePinned(pinned, caller.id(), now));
    return pinned;
  }

  /**
   * Takes the pin out. Where there is none, nothing changes.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  public void unpin(Caller caller, UUID id) {
    MessageView message = locks.lock(caller, id).require(Action.PIN).message();
    if (message.pinnedAt() == null) {
      return;
    }
    Instant now = now();
    sql.update(
        "delete from chat_pins where room_id = ? and seq = ?", message.roomId(), message.seq());
    stream.append(
        caller.workspace(),
        message.roomId(),
        now,
        new MessageUnpinned(mark(caller, message, null), caller.id(), now));
  }

  /**
   * A page of the pinned messages of a room, the newest message first.
   *
   * @param cursor where the page before ended; null for the first
   * @throws ProblemException {@code not-found}
   */
  public Page<PinView> page(Caller caller, UUID roomId, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
    memberships.roleOf(caller, roomId);
    return Page.ofOneMore(
        sql.list(
            LIST,
            row ->
                new PinView(
                    MessageColumns.read(row),
                    row.getString("pinned_by"),
                    row.getTimestamp("pin_at").toInstant()),
            caller.workspace(),
            roomId,
            before,
            limit + 1),
        limit,
        pin -> Cursor.of(pin.message().seq()));
  }

  private MessageView mark(Caller caller, MessageView message, Instant pinnedAt) {
    sql.update(MARK, pinnedAt, stream.draw(message.roomId()), message.roomId(), message.seq());
    return messages.get(caller, message.id());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
