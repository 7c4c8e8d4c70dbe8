package dev.tidings.chat;

import dev.tidings.platform.problem.ProblemCode;

/** The errors that only this service has. */
public enum ChatProblem implements ProblemCode {
  /** The sender has used the {@code clientMessageId} in the room for another message. */
  CLIENT_MESSAGE_ID_REUSED(422, "The client message id belongs to another message"),
  /** A direct room's two members and its missing name never change. */
  DIRECT_ROOM_IS_FIXED(409, "A direct room does not change");

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
