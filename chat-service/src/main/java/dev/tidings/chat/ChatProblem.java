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
  /** The content goes on at another place than where this part begins. */
  UPLOAD_OFFSET_MISMATCH(409, "The upload goes on elsewhere"),
  /** The content has come in as many parts as it may. */
  TOO_MANY_PARTS(409, "The upload has too many parts"),
  /** The client speaks another version of the protocol for uploads than this service. */
  TUS_VERSION_UNSUPPORTED(412, "The version of tus is not supported"),
  /** An uploaded content is not the one that was announced. */
  CONTENT_MISMATCH(422, "The content is another one than was announced"),
  /** The room is archived: it can only be read. */
  ROOM_ARCHIVED(409, "The room is archived"),
  /** The room has changed since the caller read the version that {@code If-Match} names. */
  ROOM_CHANGED(412, "The room has changed"),
  /** The workspace has another channel of that name. */
  ROOM_NAME_TAKEN(409, "The name is taken"),
  /** The person is banned from the room. */
  USER_BANNED(409, "The person is banned from the room"),
  /** The person who is invited is in the room. */
  ALREADY_MEMBER(409, "The person is a member"),
  /** The invitation has been accepted, declined or revoked, or its time is over. */
  INVITATION_CLOSED(409, "The invitation is closed"),
  /** The room has as many links as it may have. */
  TOO_MANY_LINKS(409, "The room has too many links"),
  /** The report has been closed in another way. */
  REPORT_CLOSED(409, "The report is closed"),
  /** The room has the sender wait between two messages; {@code Retry-After} says how long. */
  SLOW_MODE(429, "The room is in slow mode"),
  /** The caller or the room does more than it may; {@code Retry-After} says when to go on. */
  RATE_LIMITED(429, "Too many at once");

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
