package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What messages have said over time. */
@ApplicationScoped
public class Edits {

  private static final String SELECT =
      """
      select version, message, created_at
        from (select version, message, created_at
                from chat_message_versions where room_id = ? and seq = ?
              union all
              select version, message, coalesce(edited_at, created_at)
                from chat_messages where room_id = ? and seq = ?) versions
       where version < ?
       order by version desc
       limit ?
      """;

  private final Messages messages;
  private final Sql sql;

  Edits(Messages messages, Sql sql) {
    this.messages = messages;
    this.sql = sql;
  }

  /**
   * A page of the versions of a message, the present one first. A deleted message has none to show.
   *
   * @param cursor where the page before ended; null for the first
   * @throws ProblemException {@code not-found}
   */
  public Page<EditView> page(Caller caller, UUID id, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
    MessageView message = messages.get(caller, id);
    if (message.deletedAt() != null) {
      return new Page<>(List.of(), null, null);
    }
    return Page.ofOneMore(
        sql.list(
            SELECT,
            row ->
                new EditView(
                    id,
                    row.getInt(1),
                    row.getString(2),
                    HtmlText.render(row.getString(2)),
                    row.getTimestamp(3).toInstant()),
            message.roomId(),
            message.seq(),
            message.roomId(),
            message.seq(),
            before,
            limit + 1),
        limit,
        edit -> Cursor.of(edit.version()));
  }
}
