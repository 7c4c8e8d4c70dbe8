package dev.tidings.chat.room;

import dev.tidings.platform.problem.ProblemException;

/** The rules of a room's name and topic. */
public final class RoomName {

  /** The longest name, in Unicode code points. */
  public static final int MAX_LENGTH = 100;

  /** The longest topic, in Unicode code points. */
  public static final int MAX_TOPIC_LENGTH = 250;

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

  /**
   * The topic without white space at its ends; null if nothing is left of it.
   *
   * @throws ProblemException {@code validation-failed}
   */
  public static String topic(String text) {
    String topic = text == null ? "" : text.strip();
    if (topic.codePointCount(0, topic.length()) > MAX_TOPIC_LENGTH) {
      throw ProblemException.invalid(
          "/topic", "must have at most " + MAX_TOPIC_LENGTH + " characters");
    }
    if (topic.codePoints().anyMatch(RoomName::isNoText)) {
      throw ProblemException.invalid("/topic", "must be one line of valid Unicode text");
    }
    return topic.isEmpty() ? null : topic;
  }

  static boolean isNoText(int codePoint) {
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
