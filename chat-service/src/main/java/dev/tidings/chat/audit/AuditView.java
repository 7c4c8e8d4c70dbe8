package dev.tidings.chat.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry of the audit log.
 *
 * @param id grows along the log
 * @param actorId who did it
 * @param userId to whom; null if to nobody in particular
 * @param messageId to which message; null if to none
 * @param details what else there is to know, by name
 */
@RegisterForReflection
@Schema(name = "AuditEntry")
public record AuditView(
    long id,
    UUID roomId,
    AuditAction action,
    String actorId,
    String userId,
    UUID messageId,
    Map<String, String> details,
    Instant at) {}
