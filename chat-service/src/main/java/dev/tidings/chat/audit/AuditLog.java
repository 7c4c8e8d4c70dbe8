package dev.tidings.chat.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Adds to the audit log and reads it; asks no rights. */
@ApplicationScoped
public class AuditLog {

  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private static final String ADD =
      """
      insert into chat_audit
             (workspace, room_id, actor_id, action, user_id, message_id, details, at)
      values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
      """;

  private static final String PAGE =
      """
      select id, room_id, action, actor_id, user_id, message_id, details, at
        from chat_audit where workspace = ? and id < ? %s
       order by id desc
       limit ?
      """;

  private static final String OF_WORKSPACE = PAGE.formatted("");
  private static final String OF_ROOM = PAGE.formatted("and room_id = ?");

  private final Sql sql;

  AuditLog(Sql sql) {
    this.sql = sql;
  }

  /** Adds an entry, in the present transaction. */
  public void add(String workspace, UUID roomId, Instant at, Audited entry) {
    sql.update(
        ADD,
        workspace,
        roomId,
        entry.actorId(),
        entry.action().value(),
        entry.userId(),
        entry.messageId(),
        new String(Json.bytes(entry.details()), UTF_8),
        at);
  }

  /**
   * A page of what was done in a room, the latest first.
   *
   * @param cursor where the page before ended; null for the first
   */
  public Page<AuditView> ofRoom(String workspace, UUID roomId, String cursor, int limit) {
    return Page.ofOneMore(
        sql.list(OF_ROOM, AuditLog::read, workspace, before(cursor), roomId, limit + 1),
        limit,
        entry -> Cursor.of(entry.id()));
  }

  /**
   * A page of what was done in all rooms of a workspace, the latest first.
   *
   * @param cursor where the page before ended; null for the first
   */
  public Page<AuditView> ofWorkspace(String workspace, String cursor, int limit) {
    return Page.ofOneMore(
        sql.list(OF_WORKSPACE, AuditLog::read, workspace, before(cursor), limit + 1),
        limit,
        entry -> Cursor.of(entry.id()));
  }

  private static long before(String cursor) {
    return cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
  }

  private static AuditView read(ResultSet row) throws SQLException {
    try {
      return new AuditView(
          row.getLong("id"),
          row.getObject("room_id", UUID.class),
          AuditAction.of(row.getString("action")),
          row.getString("actor_id"),
          row.getString("user_id"),
          row.getObject("message_id", UUID.class),
          Json.mapper().readValue(row.getString("details"), DETAILS),
          row.getTimestamp("at").toInstant());
    } catch (JsonProcessingException e) {
      throw new SQLException("Details are stored as no JSON of them", e);
    }
  }
}
