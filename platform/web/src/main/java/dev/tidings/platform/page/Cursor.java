package dev.tidings.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A place in a list, opaque to clients: the sort key of the row at which a page ended. It carries
 * no rights: what it leads to is checked like any other request.
 *
 * @param parts the parts of the sort key, none with a unit separator (U+001F)
 */
public record Cursor(List<String> parts) {

  private static final String SEPARATOR = "\u001f";

  public Cursor {
    parts = List.copyOf(parts);
  }

  /** A cursor at the given sort key. */
  public static Cursor of(Object... parts) {
    return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
  }

  /** The text that clients hand back. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(UTF_8));
  }

  /**
   * Reads what a client handed back.
   *
   * @param size how many parts this list's cursors have
   * @throws ProblemException {@code invalid-cursor} if the text is no cursor of that size
   */
  public static Cursor decode(String text, int size) {
    try {
      var parts =
          List.of(new String(Base64.getUrlDecoder().decode(text), UTF_8).split(SEPARATOR, -1));
      if (parts.size() == size) {
        return new Cursor(parts);
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  /** A part that is text. */
  public String text(int index) {
    return parts.get(index);
  }

  /**
   * A part that is a number.
   *
   * @throws ProblemException {@code invalid-cursor} if it is none
   */
  public long number(int index) {
    try {
      return Long.parseLong(parts.get(index));
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  /**
   * A part that is a time.
   *
   * @throws ProblemException {@code invalid-cursor} if it is none
   */
  public Instant instant(int index) {
    try {
      return Instant.parse(parts.get(index));
    } catch (DateTimeParseException e) {
      throw invalid();
    }
  }

  /**
   * A part that is a UUID.
   *
   * @throws ProblemException {@code invalid-cursor} if it is none
   */
  public UUID uuid(int index) {
    try {
      return UUID.fromString(parts.get(index));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static ProblemException invalid() {
    return new ProblemException(
        CommonProblem.INVALID_CURSOR, "The cursor is not one of this list's.");
  }
}
