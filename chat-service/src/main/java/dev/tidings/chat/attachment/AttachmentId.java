package dev.tidings.chat.attachment;

import dev.tidings.platform.problem.ProblemException;
import java.util.UUID;

/** Reads the ids that clients hand in. */
final class AttachmentId {

  private AttachmentId() {}

  /**
   * The id of an attachment.
   *
   * @throws ProblemException {@code not-found} if the text can't be one: like an attachment that is
   *     not there
   */
  static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  /** The one answer for an attachment that does not exist or that the caller may not know of. */
  static ProblemException notFound() {
    return ProblemException.notFound("attachment");
  }
}
