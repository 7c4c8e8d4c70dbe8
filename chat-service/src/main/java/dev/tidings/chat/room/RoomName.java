package dev.tidings.chat.room;

import dev.tidings.platform.problem.ProblemException;

/** The rules of a group's name. */
public final class RoomName {

  /** The longest name, in Unicode code points. */
  public static final int MAX_LENGTH = 100;

  private RoomName() {}

  /**
   * The name without white space at its ends.
   *
   * @throws ProblemException {@code validation-failed} if it is missing, empty, too long, or has
   *     characters that no line of text has
   */
  public static String of(String text) {
    String name = text == null ? "" : text.strip();
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > MAX_LENGTH) {
      throw ProblemException.invalid("/name", "must have 1 to " + MAX_LENGTH + " characters");
    }
    if (name.codePoints().anyMatch(RoomName::isNoText)) {
      throw ProblemException.invalid("/name", "must be one line of valid Unicode text");
    }
    return name;
  }

  private static boolean isNoText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
