package dev.tidings.chat.attachment;

import dev.tidings.platform.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The rules of a file's name, and how a header says it. */
final class FileName {

  /** The longest name, in Unicode code points. */
  static final int MAX_LENGTH = 255;

  private FileName() {}

  /**
   * The last segment of the name, without white space at its ends.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static String of(String text) {
    String path = text == null ? "" : text.replace('\\', '/');
    String name = path.substring(path.lastIndexOf('/') + 1).strip();
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > MAX_LENGTH || name.equals(".") || name.equals("..")) {
      throw ProblemException.invalid(
          "/name", "must be a file's name of 1 to " + MAX_LENGTH + " characters");
    }
    if (name.codePoints().anyMatch(FileName::isNoText)) {
      throw ProblemException.invalid("/name", "must be one line of valid Unicode text");
    }
    return name;
  }

  /** Also what turns the direction of writing, with which {@code exe.png} can be made to look. */
  private static boolean isNoText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
      default -> false;
    };
  }

  /**
   * The value of {@code Content-Disposition}.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266</a>
   */
  static String disposition(String name, boolean inline) {
    String ascii = name.replaceAll("[^A-Za-z0-9._ -]", "_");
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return (inline ? "inline" : "attachment")
        + "; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded;
  }
}
