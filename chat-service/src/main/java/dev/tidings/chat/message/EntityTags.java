package dev.tidings.chat.message;

import dev.tidings.chat.ChatProblem;
import dev.tidings.platform.problem.ProblemException;
import java.util.Arrays;

/**
 * The entity tag of a message: its version, so that a reaction does not stand in the way of an
 * edit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
final class EntityTags {

  private EntityTags() {}

  static String of(MessageView message) {
    return "\"" + message.version() + "\"";
  }

  /**
   * Checks a precondition by strong comparison.
   *
   * @param ifMatch the header; null if there was none
   * @throws ProblemException {@code message-changed}
   */
  static void require(String ifMatch, MessageView message) {
    if (ifMatch != null
        && Arrays.stream(ifMatch.split(","))
            .map(String::strip)
            .noneMatch(tag -> tag.equals("*") || tag.equals(of(message)))) {
      throw new ProblemException(
          ChatProblem.MESSAGE_CHANGED,
          "The message is at version " + message.version() + "; read it again.");
    }
  }
}
