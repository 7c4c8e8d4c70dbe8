package dev.tidings.chat.audit;

import dev.tidings.platform.problem.ProblemException;

/** The rule of what people give as a reason. */
public final class Reason {

  private static final int MAX_LENGTH = 1_000;

  private Reason() {}

  /**
   * The text without white space at its ends; null if nothing is left of it.
   *
   * @param pointer where in the request it stands
   * @throws ProblemException {@code validation-failed}
   */
  public static String of(String text, String pointer) {
    String reason = text == null ? "" : text.strip();
    if (reason.codePointCount(0, reason.length()) > MAX_LENGTH
        || reason
            .codePoints()
            .anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw ProblemException.invalid(
          pointer, "must be valid Unicode of at most " + MAX_LENGTH + " characters");
    }
    return reason.isEmpty() ? null : reason;
  }
}
