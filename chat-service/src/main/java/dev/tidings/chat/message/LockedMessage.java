package dev.tidings.chat.message;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.membership.Permissions;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.room.Room;
import dev.tidings.platform.problem.ProblemException;

/**
 * A message that nobody else can change now.
 *
 * @param room its room, whose row is locked
 * @param role the caller's in the room; null for somebody who need not be a member
 */
public record LockedMessage(Room room, Role role, MessageView message) {

  /**
   * The same, if the caller may do that to it, and if the room is not just to be read.
   *
   * @throws ProblemException {@code forbidden} or {@code room-archived}
   */
  public LockedMessage require(Action action) {
    Permissions.require(room.kind(), role, action);
    room.requireWritable();
    return this;
  }

  /**
   * The same, if it is not deleted.
   *
   * @throws ProblemException {@code message-deleted}
   */
  public LockedMessage requireThere() {
    if (message.deletedAt() != null) {
      throw new ProblemException(ChatProblem.MESSAGE_DELETED, "The message is deleted.");
    }
    return this;
  }
}
