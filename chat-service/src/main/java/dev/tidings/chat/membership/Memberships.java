package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers who is a member; what others ask before they show or do anything in a room. */
@ApplicationScoped
@Transactional
public class Memberships {

  private static final String STANDING =
      """
      select r.kind, m.role, r.archived_at is not null
        from chat_room_members m join chat_rooms r on r.id = m.room_id
       where m.workspace = ? and m.user_id = ? and m.room_id = ?
      """;

  private final MemberRepository members;
  private final Sql sql;

  Memberships(MemberRepository members, Sql sql) {
    this.members = members;
    this.sql = sql;
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

  /**
   * The same of a room that is only looked at: takes no lock, so that readers never make senders
   * wait.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found} or {@code forbidden}
   */
  public void require(Caller caller, UUID roomId, Action action) {
    Standing standing =
        standing(caller.workspace(), caller.id(), roomId).orElseThrow(RoomId::notFound);
    Permissions.require(standing.kind(), standing.role(), action);
  }

  /**
   * Lets a member go on who may post messages in a room as it is now. Takes no lock either.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}, {@code forbidden} or
   *     {@code room-archived}
   */
  public void requireSender(Caller caller, UUID roomId) {
    Standing standing =
        standing(caller.workspace(), caller.id(), roomId).orElseThrow(RoomId::notFound);
    Permissions.require(standing.kind(), standing.role(), Action.SEND);
    if (standing.isArchived()) {
      throw Room.archived();
    }
  }

  /** Whether somebody may post messages in a room as it is now. */
  public boolean maySend(String workspace, String userId, UUID roomId) {
    return standing(workspace, userId, roomId)
        .filter(standing -> !standing.isArchived())
        .filter(standing -> Permissions.allow(standing.kind(), standing.role(), Action.SEND))
        .isPresent();
  }

  private Optional<Standing> standing(String workspace, String userId, UUID roomId) {
    return sql.first(
        STANDING,
        row ->
            new Standing(
                RoomKind.of(row.getString(1)), Role.of(row.getString(2)), row.getBoolean(3)),
        workspace,
        userId,
        roomId);
  }

  private record Standing(RoomKind kind, Role role, boolean isArchived) {}

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
