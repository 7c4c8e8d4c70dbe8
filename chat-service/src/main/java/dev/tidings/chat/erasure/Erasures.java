package dev.tidings.chat.erasure;

import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Takes note of who is to be forgotten, and says how far it has come. */
@ApplicationScoped
class Erasures {

  private static final String SELECT =
      """
      select id, user_id, messages, status, message_count, requested_by, requested_at, finished_at
        from chat_erasures
      """;

  private static final String INSERT =
      """
      insert into chat_erasures
             (id, workspace, user_id, messages, status, requested_by, requested_at, due_at)
      values (?, ?, ?, ?, 'waiting', ?, ?, ?)
      on conflict (workspace, user_id) where status <> 'done' do nothing
      """;

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Sql sql;
  private final EventIds ids;
  private final Clock clock;

  Erasures(Sql sql, EventIds ids, Clock clock) {
    this.sql = sql;
    this.ids = ids;
    this.clock = clock;
  }

  /** Has somebody forgotten; if that is under way, it is the same one. */
  @Transactional
  ErasureView request(Caller caller, String userId, MessagePolicy messages) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    sql.update(
        INSERT,
        UUID.fromString(ids.next()),
        caller.workspace(),
        userId,
        messages.value(),
        caller.id(),
        now,
        now);
    return sql.<ErasureView>first(
            SELECT
                + " where workspace = ? and user_id = ? order by requested_at desc, id desc limit 1",
            Erasures::read,
            caller.workspace(),
            userId)
        .orElseThrow();
  }

  /**
   * One erasure of the workspace.
   *
   * @throws ProblemException {@code not-found}
   */
  ErasureView get(String workspace, UUID id) {
    return sql.<ErasureView>first(
            SELECT + " where workspace = ? and id = ?", Erasures::read, workspace, id)
        .orElseThrow(() -> ProblemException.notFound("erasure"));
  }

  /** A page of the erasures of a workspace, the latest first. */
  Page<ErasureView> page(String workspace, String cursor, int limit) {
    Cursor end = cursor == null ? Cursor.of(END_OF_TIME, LAST_ID) : Cursor.decode(cursor, 2);
    return Page.ofOneMore(
        sql.list(
            SELECT
                + """
                   where workspace = ? and (requested_at, id) < (?, ?)
                   order by requested_at desc, id desc
                   limit ?
                  """,
            Erasures::read,
            workspace,
            end.instant(0),
            end.uuid(1),
            limit + 1),
        limit,
        last -> Cursor.of(last.requestedAt(), last.id()));
  }

  private static ErasureView read(ResultSet row) throws SQLException {
    Timestamp finished = row.getTimestamp(8);
    return new ErasureView(
        row.getObject(1, UUID.class),
        row.getString(2),
        MessagePolicy.of(row.getString(3)),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getTimestamp(7).toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
