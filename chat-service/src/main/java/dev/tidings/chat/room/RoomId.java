package dev.tidings.chat.room;

import dev.tidings.platform.problem.ProblemException;
import java.util.UUID;

/** Reads the ids that clients hand in. */
public final class RoomId {

  private RoomId() {}

  /**
   * The id of a room.
   *
   * @throws ProblemException {@code not-found} if the text can't be one: like a room that is not
   *     there
   */
  public static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  /** The one answer for a room that does not exist or that the caller may not know of. */
  public static ProblemException notFound() {
    return ProblemException.notFound("room");
  }
}
