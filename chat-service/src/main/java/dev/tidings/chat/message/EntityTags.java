package dev.tidings.chat.message;

import dev.tidings.chat.ChatProblem;
import dev.tidings.platform.problem.ProblemException;
import java.util.Arrays;

/**
 * Entity tags are versions: that of a message counts its edits, so that a reaction does not stand
 * in the way of one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
public final class EntityTags {

  private EntityTags() {}

  static String of(MessageView message) {
    return of(message.version());
  }

  /** The tag of a version. */
  public static String of(int version) {
    return "\"" + version + "\"";
  }

  /**
   * Whether a precondition holds, by strong comparison.
   *
   * @param ifMatch the header; null if there was none
   */
  public static boolean match(String ifMatch, int version) {
    return ifMatch == null
        || Arrays.stream(ifMatch.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
  }

  /**
   * Checks a precondition.
   *
   * @param ifMatch the header; null if there was none
   * @throws ProblemException {@code message-changed}
   */
  static void require(String ifMatch, MessageView message) {
    if (!match(ifMatch, message.version())) {
      throw new ProblemException(
          ChatProblem.MESSAGE_CHANGED,
          "The message is at version " + message.version() + "; read it again.");
    }
  }
}
