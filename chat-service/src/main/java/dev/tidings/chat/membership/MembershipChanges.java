package dev.tidings.chat.membership;

import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Roster.Entered;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.Rooms;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who comes into a room, who leaves it, and what they are there, by who may decide it. */
@ApplicationScoped
@Transactional
public class MembershipChanges {

  private final Rooms rooms;
  private final Roster roster;
  private final AuditLog audit;
  private final Clock clock;

  MembershipChanges(Rooms rooms, Roster roster, AuditLog audit, Clock clock) {
    this.rooms = rooms;
    this.roster = roster;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Brings somebody into a room. Who is a member already stays one, with the same role.
   *
   * @param role below the caller's own
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code direct-room-is-fixed},
   *     {@code room-archived} or {@code user-banned}
   */
  public Entered add(Caller caller, UUID roomId, String userId, Role role) {
    Room room = rooms.lock(caller.workspace(), roomId);
    Role own = roster.require(room, caller.id(), Action.INVITE);
    requireRank(own, role, "One brings others in only as what is below oneself.");
    Instant now = now();
    Entered entered = roster.enter(room, userId, role, now);
    if (entered.isNew()) {
      log(room, now, AuditAction.MEMBER_ADDED, caller, userId, Map.of("role", role.value()));
    }
    return entered;
  }

  /**
   * Lets the caller into an open room.
   *
   * @throws ProblemException {@code not-found}, {@code room-archived} or {@code user-banned}
   */
  public Entered join(Caller caller, UUID roomId) {
    Room room = rooms.lock(caller.workspace(), roomId);
    if (roster.roleOf(room, caller.id()).isEmpty() && (!room.kind().isOpen() || caller.isGuest())) {
      throw RoomId.notFound();
    }
    return roster.enter(room, caller.id(), Role.MEMBER, now());
  }

  /**
   * Removes somebody from a room, or lets the caller leave it. Removing who is no member changes
   * nothing. An owner who leaves is succeeded by the longest-standing admin, else member; the last
   * one to leave takes the room out of sight.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public void remove(Caller caller, UUID roomId, String userId) {
    Room room = rooms.lock(caller.workspace(), roomId);
    boolean leaves = userId.equals(caller.id());
    Role own = roster.require(room, caller.id(), leaves ? Action.LEAVE : Action.REMOVE);
    Optional<Role> theirs = roster.roleOf(room, userId);
    if (theirs.isEmpty()) {
      return;
    }
    Instant now = now();
    if (leaves) {
      roster.takeOut(room, userId, "left", now);
      return;
    }
    requireRank(own, theirs.get(), "One removes only those who are below oneself.");
    roster.takeOut(room, userId, "removed", now);
    log(room, now, AuditAction.MEMBER_REMOVED, caller, userId, Map.of());
  }

  /**
   * Makes a member something else. The owner makes another one the owner and becomes an admin.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public MemberView changeRole(Caller caller, UUID roomId, String userId, Role role) {
    Room room = rooms.lock(caller.workspace(), roomId);
    Role own =
        roster.require(
            room, caller.id(), role == Role.OWNER ? Action.TRANSFER : Action.CHANGE_ROLE);
    Role theirs =
        roster.roleOf(room, userId).orElseThrow(() -> ProblemException.notFound("member"));
    if (role == theirs) {
      return roster.enter(room, userId, role, now()).member();
    }
    requireRank(own, theirs, "One changes only those who are below oneself.");
    Instant now = now();
    if (role == Role.OWNER) {
      log(room, now, AuditAction.OWNER_CHANGED, caller, userId, Map.of());
      return roster.handOn(room, caller.id(), userId, now);
    }
    requireRank(own, role, "One makes others only what is below oneself.");
    log(
        room,
        now,
        AuditAction.ROLE_CHANGED,
        caller,
        userId,
        Map.of("before", theirs.value(), "role", role.value()));
    return roster.change(room, userId, role, now);
  }

  private void log(
      Room room,
      Instant at,
      AuditAction action,
      Caller caller,
      String userId,
      Map<String, String> details) {
    audit.add(room.workspace(), room.id(), at, Audited.user(action, caller.id(), userId, details));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requireRank(Role own, Role other, String otherwise) {
    if (!own.outranks(other)) {
      throw new ProblemException(CommonProblem.FORBIDDEN, otherwise);
    }
  }
}
