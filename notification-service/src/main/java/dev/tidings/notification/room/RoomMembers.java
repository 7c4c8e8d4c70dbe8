package dev.tidings.notification.room;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The members of rooms. Every change may be made again: it joins the transaction of the event that
 * tells of it, and each is one statement however many people it is about.
 */
@ApplicationScoped
public class RoomMembers {

  private static final String ADD =
      """
      insert into room_members (workspace, room_id, user_id)
      select ?, ?, joined from unnest(?::text[]) joined
      on conflict do nothing
      """;

  private final AgroalDataSource dataSource;

  RoomMembers(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** People are in a room from now on. */
  public void joined(String workspace, String roomId, Collection<String> users) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, workspace);
      insert.setString(2, roomId);
      insert.setArray(3, connection.createArrayOf("text", users.toArray()));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new RoomMembersException(e);
    }
  }

  /** Somebody is not in a room any more. */
  public void left(String workspace, String roomId, String user) {
    delete(" and user_id = ?", workspace, roomId, user);
  }

  /** Nobody is in a room any more. */
  public void gone(String workspace, String roomId) {
    delete("", workspace, roomId);
  }

  /**
   * Who is in a room.
   *
   * @param atMost how many are looked for; with one more than the largest room that matters one
   *     knows whether it is larger
   */
  public List<String> of(String workspace, String roomId, int atMost) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select user_id from room_members where workspace = ? and room_id = ? limit ?")) {
      select.setString(1, workspace);
      select.setString(2, roomId);
      select.setInt(3, atMost);
      var users = new ArrayList<String>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          users.add(row.getString(1));
        }
      }
      return users;
    } catch (SQLException e) {
      throw new RoomMembersException(e);
    }
  }

  private void delete(String condition, String... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from room_members where workspace = ? and room_id = ?" + condition)) {
      for (int i = 0; i < parameters.length; i++) {
        delete.setString(i + 1, parameters[i]);
      }
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new RoomMembersException(e);
    }
  }
}
