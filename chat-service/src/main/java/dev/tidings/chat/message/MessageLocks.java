package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.Rooms;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;

/** Locks messages, which is to lock their rooms. Every method joins the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class MessageLocks {

  private final MessageReader reader;
  private final Rooms rooms;
  private final Memberships memberships;

  MessageLocks(MessageReader reader, Rooms rooms, Memberships memberships) {
    this.reader = reader;
    this.rooms = rooms;
    this.memberships = memberships;
  }

  /**
   * Locks the room of a message of one of the caller's rooms, and reads the message as it then is.
   *
   * @throws ProblemException {@code not-found}
   */
  public LockedMessage lock(Caller caller, UUID messageId) {
    UUID roomId = reader.find(caller, messageId).orElseThrow(MessageId::notFound).roomId();
    Room room = rooms.lock(caller.workspace(), roomId);
    Role role = memberships.roleOf(caller, roomId);
    MessageView message = reader.find(caller, messageId).orElseThrow(MessageId::notFound);
    return new LockedMessage(room, role, message);
  }

  /**
   * Locks the room of a message of the workspace, for those who need not be its members.
   *
   * @throws ProblemException {@code not-found}
   */
  LockedMessage lockAny(Caller caller, UUID messageId) {
    UUID roomId = reader.inWorkspace(caller.workspace(), messageId).roomId();
    Room room = rooms.lock(caller.workspace(), roomId);
    return new LockedMessage(room, null, reader.inWorkspace(caller.workspace(), messageId));
  }
}
