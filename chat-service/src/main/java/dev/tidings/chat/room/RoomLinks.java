package dev.tidings.chat.room;

import dev.tidings.platform.problem.ProblemException;

/**
 * What of the host's a room is about; each may be null.
 *
 * @param projectId a project room's
 * @param leadId a support room's
 * @param contactId a support room's
 */
public record RoomLinks(String projectId, String leadId, String contactId) {

  /** About nothing in particular. */
  public static final RoomLinks NONE = new RoomLinks(null, null, null);

  private static final int MAX_LENGTH = 200;

  /**
   * An id of the host's as it is; null if there is none.
   *
   * @param pointer where in the request it stands
   * @throws ProblemException {@code validation-failed}
   */
  public static String checked(String id, String pointer) {
    if (id != null
        && (id.isBlank()
            || id.length() > MAX_LENGTH
            || id.codePoints().anyMatch(RoomName::isNoText))) {
      throw ProblemException.invalid(
          pointer, "must be an id of 1 to " + MAX_LENGTH + " characters");
    }
    return id;
  }
}
