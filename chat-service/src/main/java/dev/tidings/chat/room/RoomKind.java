package dev.tidings.chat.room;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tidings.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a room is for. */
public enum RoomKind {
  /** Two people; one such room per pair, and its members never change. */
  DIRECT,
  /** Any number of people; owner and admins invite and remove. */
  GROUP;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored kind. */
  public static RoomKind of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /**
   * Reads the kind that a client asks for.
   *
   * @throws ProblemException {@code validation-failed}, naming the kinds that are served
   */
  public static RoomKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.value().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "/kind",
                    Arrays.stream(values())
                        .map(RoomKind::value)
                        .collect(Collectors.joining(", ", "must be one of: ", ""))));
  }
}
