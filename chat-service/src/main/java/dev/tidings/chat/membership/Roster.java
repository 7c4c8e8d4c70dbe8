package dev.tidings.chat.membership;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Directory;
import dev.tidings.chat.membership.MembershipEvent.MemberJoined;
import dev.tidings.chat.membership.MembershipEvent.MemberLeft;
import dev.tidings.chat.membership.MembershipEvent.MemberUpdated;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings people into locked rooms and out of them and changes what they are there, each with its
 * event: no message can come between a change and its event. Asks no rights, but keeps the rules
 * that hold for everybody: a room has exactly one owner while anybody is in it, and who is banned
 * stays out.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Roster {

  private final MemberRepository members;
  private final Bans bans;
  private final Directory directory;
  private final RoomStream stream;
  private final Event<MemberGone> memberGone;

  Roster(
      MemberRepository members,
      Bans bans,
      Directory directory,
      RoomStream stream,
      Event<MemberGone> memberGone) {
    this.members = members;
    this.bans = bans;
    this.directory = directory;
    this.stream = stream;
    this.memberGone = memberGone;
  }

  /** What somebody is in the room; empty if no member. */
  public Optional<Role> roleOf(Room room, String userId) {
    return find(room, userId).map(Member::role);
  }

  /**
   * Lets those go on who may; everybody else may not even know of the room.
   *
   * @return what the user is in the room
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public Role require(Room room, String userId, Action action) {
    Role role = roleOf(room, userId).orElseThrow(RoomId::notFound);
    Permissions.require(room.kind(), role, action);
    return role;
  }

  /**
   * Brings somebody in. Who is a member already stays one, with the same role. The first one in an
   * open room that everybody had left becomes its owner.
   *
   * @throws ProblemException {@code room-archived} or {@code user-banned}
   */
  public Entered enter(Room room, String userId, Role role, Instant at) {
    Optional<Member> present = find(room, userId);
    if (present.isPresent()) {
      return new Entered(view(present.get()), false);
    }
    boolean isFirst = room.memberCount() == 0;
    if (!isFirst || !isFoundByAddress(room)) {
      room.requireWritable();
    }
    if (bans.hold(room.id(), userId, at)) {
      throw new ProblemException(ChatProblem.USER_BANNED, "The person is banned from this room.");
    }
    Role granted = isFirst ? Role.OWNER : role;
    var joined = new Member(room.id(), room.workspace(), userId, granted, at, room.lastSeq());
    members.persist(joined);
    room.join(1);
    members.flush();
    MemberView view = view(joined);
    stream.append(
        room.workspace(),
        room.id(),
        at,
        eventSeq ->
            new MemberJoined(
                room.id(), userId, granted, at, room.memberCount(), view.user(), eventSeq));
    return new Entered(view, true);
  }

  private static boolean isFoundByAddress(Room room) {
    return room.kind().isOpen() || room.kind() == RoomKind.SUPPORT;
  }

  /**
   * Takes a member out. An owner is succeeded by the longest-standing admin, else member, else
   * guest; the last one out leaves an archived room.
   *
   * @param reason {@code left}, {@code removed} or {@code banned}
   */
  public void takeOut(Room room, String userId, String reason, Instant at) {
    Member member = find(room, userId).orElseThrow(RoomId::notFound);
    members.delete(member);
    members.flush();
    room.leave(at);
    memberGone.fire(new MemberGone(room.id(), userId));
    stream.append(
        room.workspace(),
        room.id(),
        at,
        eventSeq -> new MemberLeft(room.id(), userId, reason, at, room.memberCount(), eventSeq));
    if (member.role() == Role.OWNER) {
      members.heir(room.id()).ifPresent(heir -> become(room, heir, Role.OWNER, at));
    }
  }

  /** Makes a member something else; the room's owner only by {@link #handOn}. */
  public MemberView change(Room room, String userId, Role role, Instant at) {
    Member member = find(room, userId).orElseThrow(RoomId::notFound);
    become(room, member, role, at);
    return view(member, role);
  }

  /** Makes another member the owner, and the owner an admin. */
  public MemberView handOn(Room room, String ownerId, String heirId, Instant at) {
    Member owner = find(room, ownerId).orElseThrow(RoomId::notFound);
    Member heir = find(room, heirId).orElseThrow(RoomId::notFound);
    become(room, owner, Role.ADMIN, at);
    become(room, heir, Role.OWNER, at);
    return view(heir, Role.OWNER);
  }

  private void become(Room room, Member member, Role role, Instant at) {
    members.change(member, role);
    stream.append(
        room.workspace(),
        room.id(),
        at,
        eventSeq -> new MemberUpdated(room.id(), member.userId(), role, at, eventSeq));
  }

  private Optional<Member> find(Room room, String userId) {
    return members.find(room.workspace(), room.id(), userId);
  }

  private MemberView view(Member member) {
    return view(member, member.role());
  }

  private MemberView view(Member member, Role role) {
    return new MemberView(
        member.roomId(),
        member.userId(),
        role,
        member.joinedAt(),
        directory.find(member.workspace(), member.userId()));
  }

  /**
   * What bringing somebody in came to.
   *
   * @param isNew whether the person was no member before
   */
  public record Entered(MemberView member, boolean isNew) {}
}
