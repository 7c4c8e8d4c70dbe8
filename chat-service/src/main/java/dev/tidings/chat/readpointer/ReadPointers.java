package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.readpointer.ReadEvent.MessagesRead;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Moves read pointers, forwards only, and says what is left to read. */
@ApplicationScoped
public class ReadPointers {

  private static final String STATE =
      """
      select r.last_seq, c.last_read_seq, c.unread_count, c.mention_count
        from v_unread_message_counts c
        join chat_rooms r on r.id = c.room_id
       where c.workspace = ? and c.user_id = ? and c.room_id = ?
      """;

  private static final String MOVE =
      """
      update chat_room_members
         set last_read_seq = ?, last_read_at = ?
       where room_id = ? and user_id = ? and last_read_seq < ?
      """;

  private final AgroalDataSource dataSource;
  private final Rooms rooms;
  private final RoomStream stream;
  private final Clock clock;

  ReadPointers(AgroalDataSource dataSource, Rooms rooms, RoomStream stream, Clock clock) {
    this.dataSource = dataSource;
    this.rooms = rooms;
    this.stream = stream;
    this.clock = clock;
  }

  /**
   * Moves the caller's pointer to a message, or to the newest if there is none of that number yet.
   * A pointer never moves back; one that stays where it is costs no lock and says no event.
   *
   * @return what is left to read
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  @Transactional
  public ReadStateView mark(Caller caller, UUID roomId, long seq) {
    ReadStateView state = state(caller, roomId);
    long target = Math.min(seq, state.lastSeq());
    if (target <= state.lastReadSeq()) {
      return state;
    }
    // The room's lock, because the event shares the record key of the room's other events.
    rooms.lock(caller.workspace(), roomId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (move(caller, roomId, target, now)) {
      stream.append(
          caller.workspace(), roomId, now, new MessagesRead(roomId, caller.id(), target, now));
    }
    return state(caller, roomId);
  }

  private ReadStateView state(Caller caller, UUID roomId) {
    try (var connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(STATE)) {
      select.setString(1, caller.workspace());
      select.setString(2, caller.id());
      select.setObject(3, roomId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw RoomId.notFound();
        }
        return new ReadStateView(
            roomId, row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4));
      }
    } catch (SQLException e) {
      throw new ReadPointerException("What is left to read cannot be counted", e);
    }
  }

  private boolean move(Caller caller, UUID roomId, long seq, Instant now) {
    try (var connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setLong(1, seq);
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      update.setObject(3, roomId);
      update.setString(4, caller.id());
      update.setLong(5, seq);
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new ReadPointerException("The read pointer cannot be moved", e);
    }
  }
}
