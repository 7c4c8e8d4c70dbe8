package dev.tidings.chat.conversation;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.conversation.RoomEvent.RoomCreated;
import dev.tidings.chat.conversation.RoomEvent.RoomUpdated;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.OwnerChanged;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.message.LastMessages;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.chat.room.RoomName;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.UUID;

/** Makes rooms and renames them; each change is one transaction with its event. */
@ApplicationScoped
@Transactional
public class RoomChanges {

  private final Rooms rooms;
  private final Memberships memberships;
  private final Conversations conversations;
  private final LastMessages lastMessages;
  private final RoomStream stream;
  private final Clock clock;

  RoomChanges(
      Rooms rooms,
      Memberships memberships,
      Conversations conversations,
      LastMessages lastMessages,
      RoomStream stream,
      Clock clock) {
    this.rooms = rooms;
    this.memberships = memberships;
    this.conversations = conversations;
    this.lastMessages = lastMessages;
    this.stream = stream;
    this.clock = clock;
  }

  /** A new group, which the caller owns. */
  public RoomView createGroup(Caller caller, String name, SequencedSet<String> others) {
    Instant now = now();
    Room room = rooms.createGroup(caller.workspace(), name, caller.id(), now);
    return fill(caller, room, others, Role.OWNER, now);
  }

  /** The direct room of the caller and another: theirs if they have one, else a new one. */
  public DirectRoomOutcome direct(Caller caller, String peerId) {
    Instant now = now();
    return switch (rooms.direct(caller.workspace(), caller.id(), peerId, now)) {
      case Rooms.DirectRoom.Existing(UUID id) ->
          new DirectRoomOutcome(conversations.get(caller, id), false);
      case Rooms.DirectRoom.Created(Room room) -> {
        var others = new LinkedHashSet<String>();
        others.add(peerId);
        yield new DirectRoomOutcome(fill(caller, room, others, Role.MEMBER, now), true);
      }
    };
  }

  /**
   * Renames a group.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public RoomView rename(Caller caller, UUID roomId, String name) {
    Room room = rooms.lock(caller.workspace(), roomId);
    Role role = memberships.roleOf(caller, roomId);
    if (room.kind() == RoomKind.DIRECT) {
      throw new ProblemException(
          ChatProblem.DIRECT_ROOM_IS_FIXED, "A direct room has no name of its own.");
    }
    if (!role.mayManage()) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "Only owner and admins rename a room.");
    }
    String checked = RoomName.of(name);
    if (!checked.equals(room.name())) {
      rooms.rename(room, checked);
      stream.append(
          room.workspace(), room.id(), now(), eventSeq -> new RoomUpdated(shared(room, eventSeq)));
    }
    return conversations.get(caller, roomId);
  }

  void announce(@Observes OwnerChanged change) {
    Room room = change.room();
    stream.append(
        room.workspace(),
        room.id(),
        change.at(),
        eventSeq -> new RoomUpdated(shared(room, eventSeq)));
  }

  private RoomView fill(
      Caller caller, Room room, SequencedSet<String> others, Role callerRole, Instant now) {
    var first = new LinkedHashMap<String, Role>();
    first.put(caller.id(), callerRole);
    others.forEach(other -> first.putIfAbsent(other, Role.MEMBER));
    memberships.addFirst(room, first, now);
    RoomView view = conversations.get(caller, room.id());
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq -> new RoomCreated(view.shared(eventSeq), first.sequencedKeySet()));
    return view;
  }

  private SharedRoomView shared(Room room, long eventSeq) {
    return new SharedRoomView(
        room.id(),
        room.kind(),
        room.name(),
        room.memberCount(),
        room.createdAt(),
        room.createdBy(),
        lastMessages.find(room.workspace(), room.id(), room.lastSeq()),
        room.lastSeq(),
        eventSeq);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The direct room of a pair.
   *
   * @param isNew whether it was made just now
   */
  public record DirectRoomOutcome(RoomView room, boolean isNew) {}
}
