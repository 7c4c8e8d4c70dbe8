package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers who is a member; what others ask before they show or do anything in a room. */
@ApplicationScoped
@Transactional
public class Memberships {

  private final MemberRepository members;

  Memberships(MemberRepository members) {
    this.members = members;
  }

  /**
   * The caller's role in a room.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found} if the caller is no
   *     member or there is no such room
   */
  public Role roleOf(Caller caller, UUID roomId) {
    return members
        .find(caller.workspace(), roomId, caller.id())
        .map(Member::role)
        .orElseThrow(RoomId::notFound);
  }

  /** Whether the caller is in the room. */
  public boolean isMember(Caller caller, UUID roomId) {
    return members.find(caller.workspace(), roomId, caller.id()).isPresent();
  }

  /** All rooms of the caller. */
  public MembershipsView of(Caller caller) {
    return new MembershipsView(
        members.ofUser(caller.workspace(), caller.id()).stream()
            .map(member -> new MembershipsView.ItemView(member.roomId(), member.role()))
            .toList());
  }

  /**
   * Lets a member go on who may.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found} or {@code forbidden}
   */
  public void require(Caller caller, Room room, Action action) {
    Permissions.require(room.kind(), roleOf(caller, room.id()), action);
  }

  /** Takes everybody out of a deleted room; the event of its end stands for all of theirs. */
  public void removeAll(Room room) {
    members.deleteAll(room.id());
  }

  /** Fills a new room; the event of its creation names the members. */
  public void addFirst(Room room, Map<String, Role> first, Instant at) {
    List<Member> rows =
        first.entrySet().stream()
            .map(
                entry ->
                    new Member(
                        room.id(), room.workspace(), entry.getKey(), entry.getValue(), at, 0))
            .toList();
    members.persist(rows);
    room.join(rows.size());
    members.flush();
  }
}
