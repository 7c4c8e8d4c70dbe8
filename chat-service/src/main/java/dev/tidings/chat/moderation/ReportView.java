package dev.tidings.chat.moderation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A report of a message.
 *
 * @param messageVersion the version that the reporter saw
 * @param messageText what it said; empty if that was destroyed since
 * @param messageUserId who sent it
 * @param note the reporter's words; null if none
 * @param closedBy which moderator closed it; null while it is open
 * @param closedAt null while it is open
 * @param closingNote the moderator's words; null if none
 */
@RegisterForReflection
@Schema(name = "Report")
public record ReportView(
    UUID id,
    UUID roomId,
    UUID messageId,
    int messageVersion,
    String messageText,
    String messageUserId,
    String reporterId,
    ReportReason reason,
    String note,
    Instant createdAt,
    ReportStatus status,
    String closedBy,
    Instant closedAt,
    String closingNote) {}
