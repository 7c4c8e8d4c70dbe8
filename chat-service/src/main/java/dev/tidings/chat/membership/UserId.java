package dev.tidings.chat.membership;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.problem.ProblemException;

/** The rule of a user id in a request: whoever is named must be addressable as a channel. */
public final class UserId {

  private UserId() {}

  /**
   * The id as it is.
   *
   * @param pointer where in the request it stands
   * @throws ProblemException {@code validation-failed}
   */
  public static String of(String text, String pointer) {
    try {
      return Channel.of("user", text == null ? "" : text).id();
    } catch (InvalidChannelException e) {
      throw ProblemException.invalid(
          pointer, "must be a user id: 1 to 200 characters without spaces or control characters");
    }
  }
}
