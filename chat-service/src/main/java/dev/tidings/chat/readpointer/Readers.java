package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.Messages;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Who has read a message: the members whose public pointer is at it or beyond, without its sender.
 */
@ApplicationScoped
public class Readers {

  private static final String SELECT =
      """
      select m.user_id, m.public_read_seq, m.public_read_at,
             u.first_name, u.last_name, u.profile_image
        from chat_room_members m
        left join chat_users u on u.workspace = m.workspace and u.user_id = m.user_id
       where m.room_id = ? and m.public_read_seq >= ? and m.public_read_at is not null
         and m.user_id <> ? and m.user_id > ?
       order by m.user_id
       limit ?
      """;

  private static final String STATUS =
      """
      select count(*),
             count(*) filter (where greatest(m.delivered_seq, m.public_read_seq) >= ?),
             count(*) filter (where m.public_read_seq >= ?)
        from chat_room_members m
       where m.room_id = ? and m.user_id <> ?
      """;

  private final Sql sql;
  private final Messages messages;

  Readers(Sql sql, Messages messages) {
    this.sql = sql;
    this.messages = messages;
  }

  /**
   * A page of the readers of a message, by user id.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public Page<ReaderView> page(Caller caller, UUID messageId, String cursor, int limit) {
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).text(0);
    MessageView message = messages.get(caller, messageId);
    return Page.ofOneMore(
        sql.list(
            SELECT,
            Readers::read,
            message.roomId(),
            message.seq(),
            message.userId(),
            after.replace("\0", ""),
            limit + 1),
        limit,
        reader -> Cursor.of(reader.userId()));
  }

  /**
   * How far a message has come.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  public MessageStatusView status(Caller caller, UUID messageId) {
    MessageView message = messages.get(caller, messageId);
    return sql.<MessageStatusView>list(
            STATUS,
            row ->
                new MessageStatusView(
                    messageId,
                    DeliveryStatus.of(row.getInt(1), row.getInt(2), row.getInt(3)),
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3)),
            message.seq(),
            message.seq(),
            message.roomId(),
            message.userId())
        .getFirst();
  }

  private static ReaderView read(ResultSet row) throws SQLException {
    String userId = row.getString(1);
    return new ReaderView(
        userId,
        row.getLong(2),
        row.getTimestamp(3).toInstant(),
        new Person(userId, row.getString(4), row.getString(5), row.getString(6)));
  }
}
