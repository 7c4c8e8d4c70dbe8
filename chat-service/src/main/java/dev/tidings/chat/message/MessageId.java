package dev.tidings.chat.message;

import dev.tidings.platform.problem.ProblemException;
import java.util.UUID;

/** Reads the ids that clients hand in. */
public final class MessageId {

  private MessageId() {}

  /**
   * The id of a message.
   *
   * @throws ProblemException {@code not-found} if the text can't be one: like a message that is not
   *     there
   */
  public static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  /** The one answer for a message that does not exist or that the caller may not know of. */
  static ProblemException notFound() {
    return ProblemException.notFound("message");
  }
}
