package dev.tidings.notification.rule;

/** The beginning of a text, fit for one paragraph. */
public final class Excerpt {

  private static final String ELLIPSIS = "…";

  private Excerpt() {}

  /**
   * The text with every run of white space as one space, cut so that it has at most so many code
   * points; an ellipsis, which counts, says that it was cut. A character is never cut in half.
   */
  public static String of(String text, int maxCodePoints) {
    return cut(text.strip().replaceAll("\\s+", " "), maxCodePoints);
  }

  /** The same of a text that keeps its lines. */
  static String cut(String text, int maxCodePoints) {
    if (text.codePointCount(0, text.length()) <= maxCodePoints) {
      return text;
    }
    int end = text.offsetByCodePoints(0, maxCodePoints - 1);
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
