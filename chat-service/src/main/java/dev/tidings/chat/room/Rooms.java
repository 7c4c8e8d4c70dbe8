package dev.tidings.chat.room;

import dev.tidings.chat.ChatProblem;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Makes rooms and locks them. Every method joins the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Rooms {

  /** Inserts a room unless there is one of its address; waits for a concurrent attempt at it. */
  private static final String INSERT =
      """
      insert into chat_rooms
             (id, workspace, kind, address, name, topic, project_id, lead_id, contact_id,
              created_by, created_at, last_activity_at, last_seq, member_count)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
      on conflict (workspace, address) where address is not null do nothing
      """;

  /** A room may be deleted between the attempt to make it and the look for it. */
  private static final int ATTEMPTS = 3;

  private final RoomRepository rooms;
  private final Sql sql;
  private final EventIds ids;

  Rooms(RoomRepository rooms, Sql sql, EventIds ids) {
    this.rooms = rooms;
    this.sql = sql;
    this.ids = ids;
  }

  /**
   * Locks a room's row until the transaction ends. Whoever changes a room, its members or its
   * messages does this first, so that what happens in a room happens one after the other.
   *
   * @throws ProblemException {@code not-found}
   */
  public Room lock(String workspace, UUID id) {
    return rooms.lock(workspace, id).orElseThrow(RoomId::notFound);
  }

  /** The room of an address: the one that exists, or a new one, without members yet. */
  public Opened open(NewRoom wanted) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      UUID id = UUID.fromString(ids.next());
      if (insert(id, wanted)) {
        return new Opened.Created(lock(wanted.workspace(), id));
      }
      Optional<UUID> existing = rooms.idOf(wanted.workspace(), wanted.address());
      if (existing.isPresent()) {
        return new Opened.Existing(existing.get());
      }
    }
    throw RoomId.notFound();
  }

  private boolean insert(UUID id, NewRoom room) {
    return sql.update(
            INSERT,
            id,
            room.workspace(),
            room.kind().value(),
            room.address() == null ? null : room.address().text(),
            room.name(),
            room.topic(),
            room.links().projectId(),
            room.links().leadId(),
            room.links().contactId(),
            room.createdBy(),
            room.createdAt(),
            room.createdAt())
        == 1;
  }

  /**
   * Gives a locked room another name, and with it another address if it is found by its name.
   *
   * @throws ProblemException {@code room-name-taken}
   */
  public void rename(Room room, String name) {
    if (room.kind() == RoomKind.CHANNEL
        && rooms
            .idOf(room.workspace(), RoomAddress.ofChannel(name))
            .filter(id -> !id.equals(room.id()))
            .isPresent()) {
      throw nameTaken();
    }
    room.rename(name);
    try {
      rooms.flush();
    } catch (ConstraintViolationException e) {
      // Somebody took it after the look.
      throw nameTaken();
    }
  }

  private static ProblemException nameTaken() {
    return new ProblemException(
        ChatProblem.ROOM_NAME_TAKEN, "The workspace has a channel of that name.");
  }

  /** Stores what was changed of locked rooms, for statements that look at it. */
  public void flush() {
    rooms.flush();
  }

  /** Whether a user has deleted the room: who repeats it is not told that it was never there. */
  public boolean wasDeletedBy(String workspace, UUID id, String userId) {
    return rooms.wasDeletedBy(workspace, id, userId);
  }

  /** What asking for a room came to. */
  public sealed interface Opened {

    /** It is new. */
    record Created(Room room) implements Opened {}

    /** It was there. */
    record Existing(UUID id) implements Opened {}
  }
}
