package dev.tidings.chat.invitation;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.conversation.RoomGone;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.invitation.InvitationEvent.InvitationCreated;
import dev.tidings.chat.invitation.InvitationEvent.InvitationUpdated;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Bans;
import dev.tidings.chat.membership.MemberView;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.membership.Roster;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * Invites people, and closes invitations, once. Accepting is done under the lock of the room's row;
 * the row of an invitation alone decides between those who close it at once.
 */
@ApplicationScoped
@Transactional
public class Invitations {

  private static final UUID LAST = new UUID(-1, -1);

  private final Rooms rooms;
  private final Roster roster;
  private final Memberships memberships;
  private final Bans bans;
  private final InvitationStore store;
  private final RoomStream stream;
  private final AuditLog audit;
  private final EventIds ids;
  private final ChatConfig config;
  private final Clock clock;

  Invitations(
      Rooms rooms,
      Roster roster,
      Memberships memberships,
      Bans bans,
      InvitationStore store,
      RoomStream stream,
      AuditLog audit,
      EventIds ids,
      ChatConfig config,
      Clock clock) {
    this.rooms = rooms;
    this.roster = roster;
    this.memberships = memberships;
    this.bans = bans;
    this.store = store;
    this.stream = stream;
    this.audit = audit;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Invites somebody. Who is invited already keeps the invitation that is pending.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code direct-room-is-fixed},
   *     {@code room-archived}, {@code already-member}, {@code user-banned} or {@code
   *     validation-failed}
   */
  public Invited invite(Caller caller, UUID roomId, String userId, Role role, Instant expiresAt) {
    Instant now = now();
    Room room = rooms.lock(caller.workspace(), roomId);
    Role own = roster.require(room, caller.id(), Action.INVITE);
    room.requireWritable();
    if (!own.outranks(role)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "One invites others only as what is below oneself.");
    }
    if (roster.roleOf(room, userId).isPresent()) {
      throw new ProblemException(ChatProblem.ALREADY_MEMBER, "The person is in the room.");
    }
    if (bans.hold(roomId, userId, now)) {
      throw new ProblemException(ChatProblem.USER_BANNED, "The person is banned from this room.");
    }
    store
        .pending(caller.workspace(), roomId, userId)
        .filter(pending -> !pending.expiresAt().isAfter(now))
        .ifPresent(old -> close(caller.workspace(), old.id(), InvitationStatus.EXPIRED, now));
    UUID id = UUID.fromString(ids.next());
    boolean isNew =
        store.insert(
            id,
            caller.workspace(),
            roomId,
            userId,
            caller.id(),
            role,
            now,
            Expiry.of(expiresAt, now, config));
    InvitationView invitation =
        store.pending(caller.workspace(), roomId, userId).orElseThrow(Invitations::closed);
    if (isNew) {
      audit.add(
          caller.workspace(),
          roomId,
          now,
          Audited.user(
              AuditAction.MEMBER_INVITED, caller.id(), userId, Map.of("role", role.value())));
      stream.appendFor(caller.workspace(), userId, now, new InvitationCreated(invitation));
    }
    return new Invited(invitation, isNew);
  }

  /**
   * The caller comes into the room that the invitation is for. May be repeated.
   *
   * @throws ProblemException {@code not-found}, {@code invitation-closed}, {@code room-archived} or
   *     {@code user-banned}
   */
  public MemberView accept(Caller caller, UUID id) {
    Instant now = now();
    InvitationView invitation = own(caller, id);
    Room room = rooms.lock(caller.workspace(), invitation.roomId());
    boolean isMember = roster.roleOf(room, caller.id()).isPresent();
    if (!isMember && room.memberCount() == 0) {
      throw closed();
    }
    boolean isGood = invitation.expiresAt().isAfter(now);
    if (isGood && close(caller.workspace(), id, InvitationStatus.ACCEPTED, now)) {
      Role role = caller.isGuest() ? Role.GUEST : invitation.role();
      return roster.enter(room, caller.id(), role, now).member();
    }
    if (isMember && own(caller, id).status() == InvitationStatus.ACCEPTED) {
      return roster.enter(room, caller.id(), invitation.role(), now).member();
    }
    throw closed();
  }

  /**
   * The caller does not want to come. May be repeated.
   *
   * @throws ProblemException {@code not-found} or {@code invitation-closed}
   */
  public InvitationView decline(Caller caller, UUID id) {
    own(caller, id);
    close(caller.workspace(), id, InvitationStatus.DECLINED, now());
    InvitationView invitation = own(caller, id);
    if (invitation.status() != InvitationStatus.DECLINED) {
      throw closed();
    }
    return invitation;
  }

  /**
   * Takes an invitation back: for who made it, and for those who may invite into the room. One that
   * is closed already stays as it is.
   *
   * @throws ProblemException {@code not-found} or {@code forbidden}
   */
  public void revoke(Caller caller, UUID id) {
    InvitationView invitation =
        store.find(caller.workspace(), id).orElseThrow(Invitations::notFound);
    Room room = rooms.lock(caller.workspace(), invitation.roomId());
    if (!invitation.invitedBy().id().equals(caller.id())) {
      roster.require(room, caller.id(), Action.INVITE);
    }
    Instant now = now();
    if (close(caller.workspace(), id, InvitationStatus.REVOKED, now)) {
      audit.add(
          caller.workspace(),
          invitation.roomId(),
          now,
          Audited.user(AuditAction.INVITATION_REVOKED, caller.id(), invitation.userId(), Map.of()));
    }
  }

  /** A page of the caller's pending invitations, the latest first. */
  public Page<InvitationView> ofCaller(Caller caller, String cursor, int limit) {
    return Page.ofOneMore(
        store.pageOfUser(caller.workspace(), caller.id(), now(), before(cursor), limit + 1),
        limit,
        invitation -> Cursor.of(invitation.id()));
  }

  /**
   * A page of the pending invitations into a room, the latest first, for those who may invite.
   *
   * @throws ProblemException {@code not-found} or {@code forbidden}
   */
  public Page<InvitationView> ofRoom(Caller caller, UUID roomId, String cursor, int limit) {
    memberships.require(caller, roomId, Action.INVITE);
    return Page.ofOneMore(
        store.pageOfRoom(caller.workspace(), roomId, now(), before(cursor), limit + 1),
        limit,
        invitation -> Cursor.of(invitation.id()));
  }

  /** Closes some of those whose time is over; says how many. */
  int expire(int limit) {
    Instant now = now();
    var expired = store.expire(now, limit);
    expired.forEach(each -> tell(each.workspace(), each.id(), now));
    return expired.size();
  }

  /** Into a room that is gone nobody is invited any more. */
  void forget(@Observes RoomGone gone) {
    store
        .pendingOfRoom(gone.workspace(), gone.roomId())
        .forEach(
            pending -> close(gone.workspace(), pending.id(), InvitationStatus.REVOKED, gone.at()));
  }

  private boolean close(String workspace, UUID id, InvitationStatus status, Instant now) {
    boolean isClosed = store.close(id, status, now);
    if (isClosed) {
      tell(workspace, id, now);
    }
    return isClosed;
  }

  private void tell(String workspace, UUID id, Instant now) {
    InvitationView invitation = store.find(workspace, id).orElseThrow(Invitations::notFound);
    var event = new InvitationUpdated(invitation);
    stream.appendFor(workspace, invitation.userId(), now, event);
    if (!invitation.invitedBy().id().equals(invitation.userId())) {
      stream.appendFor(workspace, invitation.invitedBy().id(), now, event);
    }
  }

  private InvitationView own(Caller caller, UUID id) {
    return store
        .find(caller.workspace(), id)
        .filter(invitation -> invitation.userId().equals(caller.id()))
        .orElseThrow(Invitations::notFound);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static UUID before(String cursor) {
    return cursor == null ? LAST : Cursor.decode(cursor, 1).uuid(0);
  }

  static ProblemException notFound() {
    return ProblemException.notFound("invitation");
  }

  static ProblemException closed() {
    return new ProblemException(ChatProblem.INVITATION_CLOSED, "The invitation is closed.");
  }

  /**
   * What inviting came to.
   *
   * @param isNew whether the person was not invited before
   */
  public record Invited(InvitationView invitation, boolean isNew) {}
}
