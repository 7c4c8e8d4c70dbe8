package dev.tidings.chat.message;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The message of a number, for those who hold the room's lock; asks no rights. */
@ApplicationScoped
public class LastMessages {

  private static final String SELECT =
      "select "
          + MessageColumns.SELECTED
          + """
            from chat_messages x
            left join chat_users sender on sender.workspace = ? and sender.user_id = x.user_id
           where x.room_id = ? and x.seq = ?
          """;

  private final AgroalDataSource dataSource;

  LastMessages(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The message; null if there is none of that number. */
  public MessageView find(String workspace, UUID roomId, long seq) {
    try (var connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, workspace);
      select.setObject(2, roomId);
      select.setLong(3, seq);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? MessageColumns.read(row) : null;
      }
    } catch (SQLException e) {
      throw new MessageException("The last message cannot be read", e);
    }
  }
}
