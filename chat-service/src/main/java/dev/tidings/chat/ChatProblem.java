package dev.tidings.chat;

import dev.tidings.platform.problem.ProblemCode;

/** The errors that only this service has. */
public enum ChatProblem implements ProblemCode {
  /** The sender has used the {@code clientMessageId} in the room for another message. */
  CLIENT_MESSAGE_ID_REUSED(422, "The client message id belongs to another message"),
  /** A direct room's two members and its missing name never change. */
  DIRECT_ROOM_IS_FIXED(409, "A direct room does not change"),
  /** The message has changed since the caller read the version that {@code If-Match} names. */
  MESSAGE_CHANGED(412, "The message has changed"),
  /** A deleted message is not edited, answered, pinned or reacted to. */
  MESSAGE_DELETED(409, "The message is deleted"),
  /** The time in which an author may edit a message is over. */
  EDIT_WINDOW_OVER(409, "The message can no longer be edited"),
  /** The message has as many different reactions as it may have. */
  TOO_MANY_REACTIONS(409, "The message has too many different reactions"),
  /** The room has as many pinned messages as it may have. */
  TOO_MANY_PINS(409, "The room has too many pinned messages"),
  /** The user, or the workspace, has as many bytes of attachments as it may have. */
  QUOTA_EXCEEDED(409, "There is no room for more attachments"),
  /** An uploaded content is not the one that was announced. */
  CONTENT_MISMATCH(422, "The content is another one than was announced");

  private final int status;
  private final String title;

  ChatProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
