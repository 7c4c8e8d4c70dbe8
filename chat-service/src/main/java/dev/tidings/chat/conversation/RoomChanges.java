package dev.tidings.chat.conversation;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.conversation.RoomEvent.RoomDeleted;
import dev.tidings.chat.conversation.RoomEvent.RoomUpdated;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.Roster;
import dev.tidings.chat.message.EntityTags;
import dev.tidings.chat.message.LastMessages;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomName;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Changes rooms and deletes them, under the lock of the room's row and in one transaction with the
 * event.
 */
@ApplicationScoped
@Transactional
public class RoomChanges {

  private final Rooms rooms;
  private final Memberships memberships;
  private final Roster roster;
  private final Conversations conversations;
  private final LastMessages lastMessages;
  private final RoomStream stream;
  private final AuditLog audit;
  private final Event<RoomGone> gone;
  private final Clock clock;

  RoomChanges(
      Rooms rooms,
      Memberships memberships,
      Roster roster,
      Conversations conversations,
      LastMessages lastMessages,
      RoomStream stream,
      AuditLog audit,
      Event<RoomGone> gone,
      Clock clock) {
    this.rooms = rooms;
    this.memberships = memberships;
    this.roster = roster;
    this.conversations = conversations;
    this.lastMessages = lastMessages;
    this.stream = stream;
    this.audit = audit;
    this.gone = gone;
    this.clock = clock;
  }

  /**
   * Changes what is asked for. What is so already changes nothing.
   *
   * @param ifMatch the precondition; null if there is none
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code direct-room-is-fixed},
   *     {@code room-changed}, {@code room-archived}, {@code room-name-taken} or {@code
   *     validation-failed}
   */
  public RoomView change(Caller caller, UUID roomId, String ifMatch, UpdateRoomRequest request) {
    Room room = rooms.lock(caller.workspace(), roomId);
    requireRights(caller, room, request);
    if (!EntityTags.match(ifMatch, room.version())) {
      throw new ProblemException(
          ChatProblem.ROOM_CHANGED,
          "The room is at version " + room.version() + "; read it again.");
    }
    Instant now = now();
    boolean isTurned = turn(caller, room, request.isArchived(), now);
    Map<String, String> changed = apply(room, request);
    if (!changed.isEmpty()) {
      log(room, now, AuditAction.ROOM_CHANGED, caller, changed);
    }
    if (isTurned || !changed.isEmpty()) {
      room.changed();
      rooms.flush();
      stream.append(
          room.workspace(), room.id(), now, eventSeq -> new RoomUpdated(shared(room, eventSeq)));
    }
    return conversations.get(caller, roomId);
  }

  private void requireRights(Caller caller, Room room, UpdateRoomRequest request) {
    roster.require(
        room, caller.id(), request.isArchived() == null ? Action.CHANGE_ROOM : Action.ARCHIVE);
    if (request.name() != null || request.topic() != null || request.slowModeSeconds() != null) {
      roster.require(room, caller.id(), Action.CHANGE_ROOM);
      if (!Boolean.FALSE.equals(request.isArchived())) {
        room.requireWritable();
      }
    }
  }

  private boolean turn(Caller caller, Room room, Boolean isArchived, Instant now) {
    if (isArchived == null || isArchived == (room.archivedAt() != null)) {
      return false;
    }
    if (isArchived) {
      room.archive(now);
    } else {
      room.unarchive();
    }
    log(
        room,
        now,
        isArchived ? AuditAction.ROOM_ARCHIVED : AuditAction.ROOM_UNARCHIVED,
        caller,
        Map.of());
    return true;
  }

  /** What has changed, for the audit log. */
  private Map<String, String> apply(Room room, UpdateRoomRequest request) {
    var changed = new LinkedHashMap<String, String>();
    if (request.name() != null && !RoomName.of(request.name()).equals(room.name())) {
      rooms.rename(room, RoomName.of(request.name()));
      changed.put("name", room.name());
    }
    if (request.topic() != null && !Objects.equals(RoomName.topic(request.topic()), room.topic())) {
      room.discuss(RoomName.topic(request.topic()));
      changed.put("topic", Objects.requireNonNullElse(room.topic(), ""));
    }
    if (request.slowModeSeconds() != null && request.slowModeSeconds() != room.slowModeSeconds()) {
      room.slowDown(request.slowModeSeconds());
      changed.put("slowModeSeconds", Integer.toString(room.slowModeSeconds()));
    }
    return changed;
  }

  /**
   * Deletes a room: nobody is its member any more, and what it was asked for by may be another
   * room's. Who has deleted it may do it again.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code direct-room-is-fixed}
   */
  public void delete(Caller caller, UUID roomId) {
    if (rooms.wasDeletedBy(caller.workspace(), roomId, caller.id())) {
      return;
    }
    Room room = rooms.lock(caller.workspace(), roomId);
    roster.require(room, caller.id(), Action.DELETE_ROOM);
    Instant now = now();
    memberships.removeAll(room);
    room.delete(caller.id(), now);
    rooms.flush();
    log(
        room,
        now,
        AuditAction.ROOM_DELETED,
        caller,
        Map.of("kind", room.kind().value(), "name", room.name()));
    gone.fire(new RoomGone(room.workspace(), room.id(), now));
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq -> new RoomDeleted(room.id(), caller.id(), now, eventSeq));
  }

  private void log(
      Room room, Instant at, AuditAction action, Caller caller, Map<String, String> details) {
    audit.add(room.workspace(), room.id(), at, Audited.room(action, caller.id(), details));
  }

  private SharedRoomView shared(Room room, long eventSeq) {
    return new SharedRoomView(
        room.id(),
        room.kind(),
        room.name(),
        room.topic(),
        room.links().projectId(),
        room.links().leadId(),
        room.links().contactId(),
        room.memberCount(),
        room.createdAt(),
        room.createdBy(),
        room.archivedAt(),
        room.slowModeSeconds(),
        room.version(),
        lastMessages.find(room.workspace(), room.id(), room.lastSeq()),
        room.lastSeq(),
        eventSeq);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
