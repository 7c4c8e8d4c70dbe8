package dev.tidings.chat.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.room.RoomId;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A message that may be sent: what a client asked for, by the rules.
 *
 * @param text without white space at its ends
 * @param parentId null if it answers none
 * @param clientMessageId null if the sender gave none
 * @param attachments the ids, each once
 */
record Draft(
    UUID roomId, String text, UUID parentId, String clientMessageId, List<UUID> attachments) {

  /** The longest message, in Unicode code points. */
  static final int MAX_LENGTH = 10_000;

  private static final int MAX_CLIENT_MESSAGE_ID_LENGTH = 128;

  Draft {
    attachments = List.copyOf(attachments);
  }

  /**
   * Applies the rules, all of them at once.
   *
   * @param maxAttachments how many a message may have
   * @throws ProblemException {@code validation-failed}; {@code not-found} if the room id can't be
   *     one
   */
  static Draft of(SendRequest request, int maxAttachments) {
    var errors = new ArrayList<FieldError>();
    String text = stripped(request.message());
    List<UUID> attachments = attachments(request.attachments(), maxAttachments, errors);
    if (!text.isEmpty() || request.attachments() == null || request.attachments().isEmpty()) {
      errors.addAll(textErrors(text));
    }
    String clientMessageId = request.clientMessageId();
    if (clientMessageId != null
        && (clientMessageId.isEmpty()
            || clientMessageId.length() > MAX_CLIENT_MESSAGE_ID_LENGTH
            || !isStorable(clientMessageId))) {
      errors.add(
          new FieldError(
              "/clientMessageId",
              "must have 1 to " + MAX_CLIENT_MESSAGE_ID_LENGTH + " characters"));
    }
    if (request.roomId() == null) {
      errors.add(new FieldError("/roomId", "must not be null"));
    }
    UUID parentId = null;
    if (request.parentId() != null) {
      try {
        parentId = UUID.fromString(request.parentId());
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError("/parentId", "is no message of the room"));
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return new Draft(RoomId.parse(request.roomId()), text, parentId, clientMessageId, attachments);
  }

  private static List<UUID> attachments(List<String> ids, int max, List<FieldError> errors) {
    if (ids == null) {
      return List.of();
    }
    if (ids.size() > max) {
      errors.add(new FieldError("/attachments", "must be at most " + max));
      return List.of();
    }
    var attachments = new ArrayList<UUID>();
    for (int i = 0; i < ids.size(); i++) {
      try {
        UUID id = UUID.fromString(String.valueOf(ids.get(i)));
        if (attachments.contains(id)) {
          errors.add(new FieldError("/attachments/" + i, "is there twice"));
        }
        attachments.add(id);
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError("/attachments/" + i, "must be the id of an attachment"));
      }
    }
    return attachments;
  }

  /**
   * The text of a message, by the same rules.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static String text(String message) {
    String text = stripped(message);
    List<FieldError> errors = textErrors(text);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return text;
  }

  private static String stripped(String message) {
    return message == null ? "" : message.strip();
  }

  private static List<FieldError> textErrors(String text) {
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > MAX_LENGTH) {
      return List.of(new FieldError("/message", "must have 1 to " + MAX_LENGTH + " characters"));
    }
    return isStorable(text)
        ? List.of()
        : List.of(new FieldError("/message", "must be valid Unicode without NUL"));
  }

  /** What tells a retry from another message under the same {@code clientMessageId}: SHA-256. */
  byte[] hash() {
    try {
      String files = attachments.isEmpty() ? "" : "\0" + attachments;
      return MessageDigest.getInstance("SHA-256")
          .digest((parentId + "\n" + text + files).getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** PostgreSQL stores no NUL, and UTF-8 has no form for half a character. */
  private static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }
}
