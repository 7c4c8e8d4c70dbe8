package dev.tidings.chat.membership;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Directory;
import dev.tidings.chat.membership.MembershipEvent.MemberJoined;
import dev.tidings.chat.membership.MembershipEvent.MemberLeft;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings people into groups and out of them. Each change is made and announced while the room's row
 * is locked: no message can come between a change and its event.
 */
@ApplicationScoped
@Transactional
public class MembershipChanges {

  private final Rooms rooms;
  private final MemberRepository members;
  private final Directory directory;
  private final RoomStream stream;
  private final Event<OwnerChanged> ownerChanged;
  private final Event<MemberGone> memberGone;
  private final Clock clock;

  MembershipChanges(
      Rooms rooms,
      MemberRepository members,
      Directory directory,
      RoomStream stream,
      Event<OwnerChanged> ownerChanged,
      Event<MemberGone> memberGone,
      Clock clock) {
    this.rooms = rooms;
    this.members = members;
    this.directory = directory;
    this.stream = stream;
    this.ownerChanged = ownerChanged;
    this.memberGone = memberGone;
    this.clock = clock;
  }

  /**
   * Brings somebody into a group. Who is a member already stays one, with the same role.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public Invited invite(Caller caller, UUID roomId, String userId, Role role) {
    Room room = rooms.lock(caller.workspace(), roomId);
    Member inviter = member(room, caller.id()).orElseThrow(RoomId::notFound);
    requireGroup(room);
    if (!inviter.role().mayManage() || role == Role.ADMIN && inviter.role() != Role.OWNER) {
      throw forbidden("Only the owner makes admins, and only owner and admins invite.");
    }
    Optional<Member> present = member(room, userId);
    if (present.isPresent()) {
      return new Invited(view(present.get(), caller.workspace()), false);
    }
    Instant now = now();
    var joined = new Member(room.id(), room.workspace(), userId, role, now, room.lastSeq());
    members.persistAndFlush(joined);
    room.join(1);
    MemberView view = view(joined, caller.workspace());
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq ->
            new MemberJoined(
                room.id(), userId, role, now, room.memberCount(), view.user(), eventSeq));
    return new Invited(view, true);
  }

  /**
   * Removes somebody from a group, or lets the caller leave it. Removing who is no member changes
   * nothing. An owner who leaves is succeeded by the longest-standing admin, else member; the last
   * one to leave takes the room out of sight.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public void remove(Caller caller, UUID roomId, String userId) {
    Room room = rooms.lock(caller.workspace(), roomId);
    Member remover = member(room, caller.id()).orElseThrow(RoomId::notFound);
    requireGroup(room);
    boolean leaves = userId.equals(caller.id());
    if (!leaves && !remover.role().mayManage()) {
      throw forbidden("Only owner and admins remove others.");
    }
    member(room, userId)
        .ifPresent(
            member -> {
              if (!leaves && !remover.role().mayRemove(member.role())) {
                throw forbidden("Only the owner removes admins, and nobody the owner.");
              }
              takeOut(room, member, leaves ? "left" : "removed");
            });
  }

  /**
   * Takes somebody who is erased out of a room of any kind. Who is no member changes nothing.
   *
   * @throws ProblemException {@code not-found}
   */
  public void erase(String workspace, UUID roomId, String userId) {
    Room room = rooms.lock(workspace, roomId);
    member(room, userId).ifPresent(member -> takeOut(room, member, "erased"));
  }

  private void takeOut(Room room, Member member, String reason) {
    Instant now = now();
    members.delete(member);
    members.flush();
    room.leave(now);
    memberGone.fire(new MemberGone(room.id(), member.userId()));
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq ->
            new MemberLeft(room.id(), member.userId(), reason, now, room.memberCount(), eventSeq));
    if (member.role() == Role.OWNER) {
      members
          .heir(room.id())
          .ifPresent(
              heir -> {
                members.makeOwner(heir);
                ownerChanged.fire(new OwnerChanged(room, now));
              });
    }
  }

  private Optional<Member> member(Room room, String userId) {
    return members.find(room.workspace(), room.id(), userId);
  }

  private MemberView view(Member member, String workspace) {
    return new MemberView(
        member.roomId(),
        member.userId(),
        member.role(),
        member.joinedAt(),
        directory.find(workspace, member.userId()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requireGroup(Room room) {
    if (room.kind() == RoomKind.DIRECT) {
      throw new ProblemException(
          ChatProblem.DIRECT_ROOM_IS_FIXED, "The two members of a direct room stay its members.");
    }
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(CommonProblem.FORBIDDEN, detail);
  }

  /**
   * What an invitation came to.
   *
   * @param isNew whether the person was no member before
   */
  public record Invited(MemberView member, boolean isNew) {}
}
