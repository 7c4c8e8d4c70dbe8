package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.Messages;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;

/** Who has read a message: the members whose pointer is at it or beyond, without its sender. */
@ApplicationScoped
public class Readers {

  private static final String SELECT =
      """
      select m.user_id, m.last_read_seq, m.last_read_at,
             u.first_name, u.last_name, u.profile_image
        from chat_room_members m
        left join chat_users u on u.workspace = m.workspace and u.user_id = m.user_id
       where m.room_id = ? and m.last_read_seq >= ? and m.last_read_at is not null
         and m.user_id <> ? and m.user_id > ?
       order by m.user_id
       limit ?
      """;

  private final AgroalDataSource dataSource;
  private final Messages messages;

  Readers(AgroalDataSource dataSource, Messages messages) {
    this.dataSource = dataSource;
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
    try (var connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setObject(1, message.roomId());
      select.setLong(2, message.seq());
      select.setString(3, message.userId());
      select.setString(4, after.replace("\0", ""));
      select.setInt(5, limit + 1);
      var readers = new ArrayList<ReaderView>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          readers.add(read(row));
        }
      }
      return Page.ofOneMore(readers, limit, reader -> Cursor.of(reader.userId()));
    } catch (SQLException e) {
      throw new ReadPointerException("Readers cannot be read", e);
    }
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
