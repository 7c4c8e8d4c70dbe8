package dev.tidings.notification.room;

/** The table of rooms' members could not be used. */
public final class RoomMembersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RoomMembersException(Throwable cause) {
    super("The members of a room cannot be stored or read", cause);
  }
}
