package dev.tidings.analytics.funnel;

import dev.tidings.platform.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * A step: a page that is seen or an event that happens.
 *
 * @param page whether it is a page
 * @param pattern the page's path or the event's name, with {@code *} for any text
 */
public record Step(boolean page, String pattern) {

  private static final int LONGEST = 2_048;

  /**
   * Reads {@code page:/pricing} or {@code event:signup}.
   *
   * @param pointer where the text stands in the request
   * @throws ProblemException {@code validation-failed}
   */
  static Step parse(String text, String pointer) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String pattern = text.substring(colon + 1);
    if (!kind.equals("page") && !kind.equals("event")
        || pattern.isEmpty()
        || pattern.length() > LONGEST
        || pattern.indexOf('\0') >= 0) {
      throw ProblemException.invalid(pointer, "is page:<path> or event:<name>");
    }
    return new Step(kind.equals("page"), pattern);
  }

  String text() {
    return (page ? "page:" : "event:") + pattern;
  }

  /** The pattern as one for SQL's {@code like}. */
  String like() {
    return pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%");
  }

  /** The pattern as a regular expression for all of a text. */
  Pattern regex() {
    return Pattern.compile(
        "\\Q" + pattern.replace("\\E", "\\E\\\\E\\Q").replace("*", "\\E.*\\Q") + "\\E",
        Pattern.DOTALL);
  }
}
