package dev.tidings.chat.moderation;

import dev.tidings.chat.stream.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * What happened to a report; those hear of it who keep order in the workspace. Neither what the
 * message said nor who reported it is in the log: moderators load the report.
 */
public sealed interface ReportEvent extends ChatEvent {

  UUID messageId();

  @Override
  default String subject() {
    return "message:" + messageId();
  }

  /** Somebody reported a message. */
  @RegisterForReflection
  record ReportCreated(
      UUID reportId, UUID roomId, UUID messageId, ReportReason reason, Instant createdAt)
      implements ReportEvent {

    static ReportCreated of(ReportView report) {
      return new ReportCreated(
          report.id(), report.roomId(), report.messageId(), report.reason(), report.createdAt());
    }

    @Override
    public String type() {
      return "REPORT_CREATED";
    }
  }

  /** A moderator has closed a report. */
  @RegisterForReflection
  record ReportClosed(
      UUID reportId,
      UUID roomId,
      UUID messageId,
      ReportStatus status,
      String closedBy,
      Instant closedAt)
      implements ReportEvent {

    static ReportClosed of(ReportView report) {
      return new ReportClosed(
          report.id(),
          report.roomId(),
          report.messageId(),
          report.status(),
          report.closedBy(),
          report.closedAt());
    }

    @Override
    public String type() {
      return "REPORT_CLOSED";
    }
  }
}
