package dev.tidings.chat.audit;

import java.util.Map;
import java.util.UUID;

/**
 * Something for the log.
 *
 * @param actorId who did it
 * @param userId to whom; null if to nobody in particular
 * @param messageId to which message; null if to none
 * @param details what else there is to know, by name
 */
public record Audited(
    AuditAction action,
    String actorId,
    String userId,
    UUID messageId,
    Map<String, String> details) {

  public Audited {
    details = Map.copyOf(details);
  }

  /** Something that was done to the room as a whole. */
  public static Audited room(AuditAction action, String actorId, Map<String, String> details) {
    return new Audited(action, actorId, null, null, details);
  }

  /** Something that was done to a person. */
  public static Audited user(
      AuditAction action, String actorId, String userId, Map<String, String> details) {
    return new Audited(action, actorId, userId, null, details);
  }

  /** Something that was done to somebody's message. */
  public static Audited message(
      AuditAction action,
      String actorId,
      String userId,
      UUID messageId,
      Map<String, String> details) {
    return new Audited(action, actorId, userId, messageId, details);
  }
}
