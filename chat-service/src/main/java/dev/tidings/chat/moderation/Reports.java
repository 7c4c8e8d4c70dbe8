package dev.tidings.chat.moderation;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.audit.Reason;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.WorkspaceRole;
import dev.tidings.chat.message.MessageErased;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.Messages;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes reports of messages, shows them to moderators and closes them. */
@ApplicationScoped
public class Reports {

  private static final UUID LAST = new UUID(-1, -1);

  private static final String COLUMNS =
      """
      id, room_id, message_id, message_version, message_text, message_user_id, reporter_id, reason,
      note, created_at, status, closed_by, closed_at, closing_note
      """;

  private static final String INSERT =
      """
      insert into chat_reports
             (id, workspace, room_id, message_id, message_version, message_text, message_user_id,
              reporter_id, reason, note, created_at, status)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
      on conflict (message_id, reporter_id) do nothing
      returning
      """
          + COLUMNS;

  private static final String PAGE =
      "select "
          + COLUMNS
          + """
            from chat_reports
           where workspace = ? and status = ? and (?::uuid is null or room_id = ?) and id < ?
           order by id desc
           limit ?
          """;

  private static final String CLOSE =
      """
      update chat_reports set status = ?, closed_by = ?, closed_at = ?, closing_note = ?
       where workspace = ? and id = ? and status = 'open'
      returning
      """
          + COLUMNS;

  private final Messages messages;
  private final AuditLog audit;
  private final RoomStream stream;
  private final Sql sql;
  private final EventIds ids;
  private final Clock clock;

  Reports(
      Messages messages, AuditLog audit, RoomStream stream, Sql sql, EventIds ids, Clock clock) {
    this.messages = messages;
    this.audit = audit;
    this.stream = stream;
    this.sql = sql;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Reports a message of one of the caller's rooms, once: the first report counts.
   *
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code message-deleted} or
   *     {@code validation-failed}
   */
  @Transactional
  public Reported report(Caller caller, UUID messageId, ReportRequest request) {
    String note = Reason.of(request.note(), "/note");
    MessageView message = messages.get(caller, messageId);
    if (message.userId().equals(caller.id())) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "One does not report oneself.");
    }
    var before =
        sql.<ReportView>first(
            "select " + COLUMNS + " from chat_reports where message_id = ? and reporter_id = ?",
            Reports::read,
            messageId,
            caller.id());
    if (before.isPresent()) {
      return new Reported(before.get(), false);
    }
    if (message.deletedAt() != null) {
      throw new ProblemException(ChatProblem.MESSAGE_DELETED, "The message is deleted.");
    }
    int version = request.version() == null ? message.version() : request.version();
    return sql.<ReportView>first(
            INSERT,
            Reports::read,
            UUID.fromString(ids.next()),
            caller.workspace(),
            message.roomId(),
            messageId,
            version,
            seen(message, version),
            message.userId(),
            caller.id(),
            request.reason(),
            note,
            now())
        .map(report -> told(caller, report))
        .orElseGet(() -> report(caller, messageId, request));
  }

  private Reported told(Caller caller, ReportView report) {
    tellModerators(caller, report.createdAt(), ReportEvent.ReportCreated.of(report));
    return new Reported(report, true);
  }

  /** Who has both roles hears it twice; the report's id is the same. */
  private void tellModerators(Caller caller, Instant at, ReportEvent event) {
    for (String role : List.of(WorkspaceRole.MODERATOR, WorkspaceRole.ADMIN)) {
      stream.appendForRole(caller.workspace(), role, at, event);
    }
  }

  private String seen(MessageView message, int version) {
    return version == message.version()
        ? message.message()
        : sql.<String>first(
                "select message from chat_message_versions"
                    + " where room_id = ? and seq = ? and version = ?",
                row -> row.getString(1),
                message.roomId(),
                message.seq(),
                version)
            .orElseThrow(
                () -> ProblemException.invalid("/version", "is no version of the message"));
  }

  /**
   * A page of the reports of the caller's workspace, the latest first.
   *
   * @param caller a moderator
   * @param roomId only those of this room; null for all
   */
  public Page<ReportView> page(
      Caller caller, ReportStatus status, UUID roomId, String cursor, int limit) {
    UUID before = cursor == null ? LAST : Cursor.decode(cursor, 1).uuid(0);
    return Page.ofOneMore(
        sql.list(
            PAGE,
            Reports::read,
            caller.workspace(),
            status.value(),
            roomId,
            roomId,
            before,
            limit + 1),
        limit,
        report -> Cursor.of(report.id()));
  }

  /**
   * Closes a report. Closing it again in the same way changes nothing.
   *
   * @param caller a moderator
   * @throws ProblemException {@code not-found} or {@code report-closed}
   */
  @Transactional
  public ReportView close(Caller caller, UUID id, ReportStatus status, String note) {
    Instant now = now();
    var closed =
        sql.<ReportView>first(
            CLOSE,
            Reports::read,
            status.value(),
            caller.id(),
            now,
            Reason.of(note, "/note"),
            caller.workspace(),
            id);
    closed.ifPresent(
        report -> {
          audit.add(
              caller.workspace(),
              report.roomId(),
              now,
              Audited.message(
                  AuditAction.REPORT_CLOSED,
                  caller.id(),
                  report.messageUserId(),
                  report.messageId(),
                  Map.of("reportId", id.toString(), "status", status.value())));
          tellModerators(caller, now, ReportEvent.ReportClosed.of(report));
        });
    return closed.orElseGet(() -> closedBefore(caller, id, status));
  }

  private ReportView closedBefore(Caller caller, UUID id, ReportStatus status) {
    ReportView report =
        sql.<ReportView>first(
                "select " + COLUMNS + " from chat_reports where workspace = ? and id = ?",
                Reports::read,
                caller.workspace(),
                id)
            .orElseThrow(Reports::notFound);
    if (report.status() != status) {
      throw new ProblemException(
          ChatProblem.REPORT_CLOSED, "The report is " + report.status().value() + " already.");
    }
    return report;
  }

  /** A copy of what nobody shall read any more is none. */
  void forget(@Observes MessageErased erased) {
    sql.update(
        "update chat_reports set message_text = '' where message_id = ?", erased.messageId());
  }

  static ProblemException notFound() {
    return ProblemException.notFound("report");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ReportView read(ResultSet row) throws SQLException {
    Timestamp closedAt = row.getTimestamp("closed_at");
    return new ReportView(
        row.getObject("id", UUID.class),
        row.getObject("room_id", UUID.class),
        row.getObject("message_id", UUID.class),
        row.getInt("message_version"),
        row.getString("message_text"),
        row.getString("message_user_id"),
        row.getString("reporter_id"),
        ReportReason.of(row.getString("reason")),
        row.getString("note"),
        row.getTimestamp("created_at").toInstant(),
        ReportStatus.of(row.getString("status")),
        row.getString("closed_by"),
        closedAt == null ? null : closedAt.toInstant(),
        row.getString("closing_note"));
  }

  /**
   * What reporting came to.
   *
   * @param isNew whether the caller had not reported the message before
   */
  public record Reported(ReportView report, boolean isNew) {}
}
