package dev.tidings.notification.mention;

/** The beginning of a text, fit for one paragraph. */
final class Excerpt {

  private static final String ELLIPSIS = "…";

  private Excerpt() {}

  /**
   * The text with every run of white space as one space, cut so that it has at most so many code
   * points; an ellipsis, which counts, says that it was cut. A character is never cut in half.
   */
  static String of(String text, int maxCodePoints) {
    String flat = text.strip().replaceAll("\\s+", " ");
    if (flat.codePointCount(0, flat.length()) <= maxCodePoints) {
      return flat;
    }
    int end = flat.offsetByCodePoints(0, maxCodePoints - 1);
    return flat.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
