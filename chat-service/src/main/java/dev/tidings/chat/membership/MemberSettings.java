package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.SettingsEvent.MemberSettingsUpdated;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What members set for themselves. It is theirs alone, so it needs no lock of the room: the row of
 * the member orders the changes and their events.
 */
@ApplicationScoped
public class MemberSettings {

  private static final String COLUMNS =
      """
      m.is_muted, m.muted_until, m.pinned_at is not null as is_pinned,
      coalesce(r.last_seq <= m.hidden_seq, false) as is_hidden
      """;

  private static final String SELECT =
      "select "
          + COLUMNS
          + """
            from chat_room_members m join chat_rooms r on r.id = m.room_id
           where m.workspace = ? and m.user_id = ? and m.room_id = ?
          """;

  private static final String CHANGE =
      """
      with asked (is_muted, muted_until, is_pinned, is_hidden) as (
        values (?::boolean, ?::timestamptz, ?::boolean, ?::boolean)
      )
      update chat_room_members m
         set is_muted = coalesce(asked.is_muted, m.is_muted),
             muted_until = case when asked.is_muted is null then m.muted_until
                                when asked.is_muted then asked.muted_until end,
             pinned_at = case when asked.is_pinned is null then m.pinned_at
                              when asked.is_pinned then coalesce(m.pinned_at, ?) end,
             hidden_seq = case when asked.is_hidden is null then m.hidden_seq
                               when asked.is_hidden then r.last_seq end
        from chat_rooms r, asked
       where m.workspace = ? and m.user_id = ? and m.room_id = ? and r.id = m.room_id
      returning
      """
          + COLUMNS;

  private final Sql sql;
  private final RoomStream stream;
  private final Clock clock;

  MemberSettings(Sql sql, RoomStream stream, Clock clock) {
    this.sql = sql;
    this.stream = stream;
    this.clock = clock;
  }

  /**
   * The caller's settings in a room.
   *
   * @throws ProblemException {@code not-found}
   */
  public SettingsView get(Caller caller, UUID roomId) {
    return sql.<SettingsView>first(SELECT, this::read, caller.workspace(), caller.id(), roomId)
        .orElseThrow(RoomId::notFound);
  }

  /**
   * Changes what is asked for and tells the caller's devices. What is set already changes nothing.
   *
   * @throws ProblemException {@code not-found} or {@code validation-failed}
   */
  @Transactional
  public SettingsView change(Caller caller, UUID roomId, ChangeSettingsRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant until =
        request.mutedUntil() == null ? null : request.mutedUntil().truncatedTo(ChronoUnit.MILLIS);
    Boolean isMuted = until != null && request.isMuted() == null ? Boolean.TRUE : request.isMuted();
    if (until != null && (!isMuted || !until.isAfter(now))) {
      throw ProblemException.invalid("/mutedUntil", "must be later than now, of a muted room");
    }
    SettingsView before = get(caller, roomId);
    SettingsView after =
        sql.<SettingsView>first(
                CHANGE,
                this::read,
                isMuted,
                until,
                request.isPinned(),
                request.isHidden(),
                now,
                caller.workspace(),
                caller.id(),
                roomId)
            .orElseThrow(RoomId::notFound);
    if (!after.equals(before)) {
      stream.appendFor(
          caller.workspace(),
          caller.id(),
          now,
          MemberSettingsUpdated.of(roomId, caller.id(), after, now));
    }
    return after;
  }

  private SettingsView read(ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp("muted_until");
    return SettingsView.at(
        clock.instant(),
        row.getBoolean("is_muted"),
        until == null ? null : until.toInstant(),
        row.getBoolean("is_pinned"),
        row.getBoolean("is_hidden"));
  }
}
