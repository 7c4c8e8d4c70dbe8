package dev.tidings.chat.room;

import dev.tidings.platform.problem.ProblemException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What a room is asked for by, where there is only one such room in a workspace. Whoever asks for
 * the same address gets the same room, however many ask at once.
 *
 * @param text unique among the addresses of all kinds
 */
public record RoomAddress(String text) {

  /** What the addresses of channels begin with, and nothing else does. */
  public static final String CHANNEL_PREFIX = "channel:";

  /** A row of the index holds 2,704 bytes; a name may become longer by normalisation. */
  private static final int MAX_NAME_KEY_LENGTH = 500;

  /** The room of two people, whoever of them asks. */
  public static RoomAddress ofPair(String userId, String peerId) {
    return new RoomAddress(
        "direct:" + (userId.compareTo(peerId) < 0 ? userId + " " + peerId : peerId + " " + userId));
  }

  /**
   * The channel of a name. Names that differ in upper and lower case, in white space, in invisible
   * characters or in how Unicode writes the same text are the same name.
   *
   * @throws ProblemException {@code validation-failed} if nothing of the name can be seen
   */
  public static RoomAddress ofChannel(String name) {
    String key = nameKey(name);
    if (key.isEmpty() || key.length() > MAX_NAME_KEY_LENGTH) {
      throw ProblemException.invalid("/name", "must be a name that can be seen and told apart");
    }
    return new RoomAddress(CHANNEL_PREFIX + key);
  }

  /** The room of a project of the host's. */
  public static RoomAddress ofProject(String projectId) {
    return new RoomAddress("project:" + projectId);
  }

  /** The support room of a lead, or of a contact that is no lead's. */
  public static RoomAddress ofSupport(RoomLinks links) {
    return new RoomAddress(
        links.leadId() == null ? "contact:" + links.contactId() : "lead:" + links.leadId());
  }

  /** The group that a client made under an id of its own. */
  public static RoomAddress ofRequest(String userId, String clientRoomId) {
    return new RoomAddress("request:" + userId + " " + clientRoomId);
  }

  /** A name as channels are found by it, also for looking for a part of one. */
  public static String nameKey(String name) {
    String folded =
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC)
        .replaceAll("\\p{Cf}", "")
        .replaceAll("[\\s\\p{Z}]+", " ")
        .strip();
  }
}
