package dev.tidings.chat.moderation;

import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Bans;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.Permissions;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.membership.Roster;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.Rooms;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.CommonProblem;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps people out of rooms, under the lock of the room's row: for owner and admins, of those who
 * are below them, and for moderators of the workspace.
 */
@ApplicationScoped
@Transactional
public class RoomBans {

  private static final String PAGE =
      """
      select b.room_id, b.user_id, b.banned_by, b.reason, b.banned_at, b.until
        from chat_bans b
        join chat_rooms r on r.id = b.room_id
       where r.workspace = ? and b.room_id = ? and b.user_id > ?
         and (b.until is null or b.until > ?)
       order by b.user_id
       limit ?
      """;

  private final Rooms rooms;
  private final Roster roster;
  private final Memberships memberships;
  private final Bans bans;
  private final AuditLog audit;
  private final Sql sql;
  private final Clock clock;

  RoomBans(
      Rooms rooms,
      Roster roster,
      Memberships memberships,
      Bans bans,
      AuditLog audit,
      Sql sql,
      Clock clock) {
    this.rooms = rooms;
    this.roster = roster;
    this.memberships = memberships;
    this.bans = bans;
    this.audit = audit;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Bans somebody, who is put out if a member. A ban that there is already is replaced.
   *
   * @param reason null if none was given
   * @param end until when; null for ever
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code direct-room-is-fixed} or
   *     {@code validation-failed}
   */
  public BanView ban(Caller caller, UUID roomId, String userId, String reason, Instant end) {
    Instant now = now();
    Instant until = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
    if (until != null && !until.isAfter(now)) {
      throw ProblemException.invalid("/until", "must be later than now");
    }
    if (userId.equals(caller.id())) {
      throw ProblemException.invalid("?userId", "must be somebody else");
    }
    Room room = rooms.lock(caller.workspace(), roomId);
    Role own = requireRight(caller, room);
    Optional<Role> theirs = roster.roleOf(room, userId);
    if (theirs.isPresent() && !own.outranks(theirs.get()) && !caller.isModerator()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "One bans only those who are below oneself.");
    }
    bans.put(roomId, userId, caller.id(), reason, now, until);
    if (theirs.isPresent()) {
      roster.takeOut(room, userId, "banned", now);
    }
    var details = new HashMap<String, String>();
    if (reason != null) {
      details.put("reason", reason);
    }
    if (until != null) {
      details.put("until", until.toString());
    }
    log(caller, roomId, now, AuditAction.MEMBER_BANNED, userId, details);
    return new BanView(roomId, userId, caller.id(), reason, now, until);
  }

  /**
   * Lets somebody in again, who has to come by themselves. May be repeated.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public void unban(Caller caller, UUID roomId, String userId) {
    requireRight(caller, rooms.lock(caller.workspace(), roomId));
    if (bans.lift(roomId, userId)) {
      log(caller, roomId, now(), AuditAction.MEMBER_UNBANNED, userId, Map.of());
    }
  }

  /**
   * A page of those who are kept out, by user id.
   *
   * @param cursor where the page before ended; null for the first
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public Page<BanView> page(Caller caller, UUID roomId, String cursor, int limit) {
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).text(0).replace("\0", "");
    if (!caller.isModerator()) {
      memberships.require(caller, roomId, Action.BAN);
    }
    return Page.ofOneMore(
        sql.list(PAGE, RoomBans::read, caller.workspace(), roomId, after, now(), limit + 1),
        limit,
        ban -> Cursor.of(ban.userId()));
  }

  /** As what the caller may ban; a moderator of the workspace is above everybody. */
  private Role requireRight(Caller caller, Room room) {
    if (caller.isModerator()) {
      Permissions.require(room.kind(), Role.OWNER, Action.BAN);
      return Role.OWNER;
    }
    return roster.require(room, caller.id(), Action.BAN);
  }

  private void log(
      Caller caller,
      UUID roomId,
      Instant at,
      AuditAction action,
      String userId,
      Map<String, String> details) {
    audit.add(caller.workspace(), roomId, at, Audited.user(action, caller.id(), userId, details));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static BanView read(ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp("until");
    return new BanView(
        row.getObject("room_id", UUID.class),
        row.getString("user_id"),
        row.getString("banned_by"),
        row.getString("reason"),
        row.getTimestamp("banned_at").toInstant(),
        until == null ? null : until.toInstant());
  }
}
