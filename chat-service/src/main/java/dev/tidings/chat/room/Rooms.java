package dev.tidings.chat.room;

import dev.tidings.platform.event.EventIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.UUID;

/** Makes rooms and locks them. Every method joins the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Rooms {

  private final RoomRepository rooms;
  private final EventIds ids;

  Rooms(RoomRepository rooms, EventIds ids) {
    this.rooms = rooms;
    this.ids = ids;
  }

  /**
   * Locks a room's row until the transaction ends. Whoever changes a room, its members or its
   * messages does this first, so that what happens in a room happens one after the other.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public Room lock(String workspace, UUID id) {
    return rooms.lock(workspace, id).orElseThrow(RoomId::notFound);
  }

  /** A new group, without members yet. */
  public Room createGroup(String workspace, String name, String createdBy, Instant createdAt) {
    Room room = Room.group(newId(), workspace, name, createdBy, createdAt);
    rooms.persistAndFlush(room);
    return room;
  }

  /** Renames a locked room. */
  public void rename(Room room, String name) {
    room.rename(name);
    rooms.flush();
  }

  /** The direct room of a pair: the one that exists, or a new one, without members yet. */
  public DirectRoom direct(String workspace, String userId, String peerId, Instant at) {
    String key = userId.compareTo(peerId) < 0 ? userId + " " + peerId : peerId + " " + userId;
    UUID id = newId();
    return rooms.insertDirect(id, workspace, key, userId, at)
        ? new DirectRoom.Created(lock(workspace, id))
        : new DirectRoom.Existing(rooms.idOfDirect(workspace, key));
  }

  private UUID newId() {
    return UUID.fromString(ids.next());
  }

  /** What asking for a pair's room came to. */
  public sealed interface DirectRoom {

    /** It is new. */
    record Created(Room room) implements DirectRoom {}

    /** It was there. */
    record Existing(UUID id) implements DirectRoom {}
  }
}
