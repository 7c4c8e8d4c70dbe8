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
  /** Any number of people, who are brought in or invited. */
  GROUP,
  /** Owner and admins tell, everybody in the workspace may listen; found by its name. */
  CHANNEL,
  /** About a project of the host's, open to everybody in the workspace; one per project. */
  PROJECT,
  /** About a lead or a contact of the host's; one per lead, or per contact without a lead. */
  SUPPORT;

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether everybody in the workspace may know of the room and come in. */
  public boolean isOpen() {
    return this == CHANNEL || this == PROJECT;
  }

  /** Reads a stored kind. */
  public static RoomKind of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /**
   * Reads the kind that a client names.
   *
   * @param pointer where in the request it stands
   * @throws ProblemException {@code validation-failed}, naming the kinds that are served
   */
  public static RoomKind parse(String text, String pointer) {
    return Arrays.stream(values())
        .filter(kind -> kind.value().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    pointer,
                    Arrays.stream(values())
                        .map(RoomKind::value)
                        .collect(Collectors.joining(", ", "must be one of: ", ""))));
  }
}
