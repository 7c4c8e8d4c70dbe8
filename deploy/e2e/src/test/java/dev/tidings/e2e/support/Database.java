package dev.tidings.e2e.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is really stored. */
public final class Database implements AutoCloseable {

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  static Database connect(int port, String password) {
    try {
      return new Database(
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + port + "/tidings", "postgres", password));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A message that chat-service has stored. */
  public record StoredMessage(String id, String roomId, long seq, String clientMessageId) {}

  /** The messages of a workspace in the order of their rooms' sequences. */
  public List<StoredMessage> messages(String workspace) {
    var messages = new ArrayList<StoredMessage>();
    try (var select =
        connection.prepareStatement(
            """
            select m.id::text, m.room_id::text, m.seq, m.client_message_id
            from chat.chat_messages m join chat.chat_rooms r on r.id = m.room_id
            where r.workspace = ? order by m.room_id, m.seq
            """)) {
      select.setString(1, workspace);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          messages.add(
              new StoredMessage(
                  row.getString(1), row.getString(2), row.getLong(3), row.getString(4)));
        }
      }
      return messages;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many views of a page analytics-service has stored. */
  public long pageViews(String workspace, String path) {
    try (var select =
        connection.prepareStatement(
            "select count(*) from analytics.page_views where workspace = ? and path = ?")) {
      select.setString(1, workspace);
      select.setString(2, path);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Something that notification-service has sent, or is to send.
   *
   * @param digest whether several come together
   */
  public record StoredDelivery(String id, String channel, String state, boolean digest) {}

  /** What goes out, or went out, to people of a workspace. */
  public List<StoredDelivery> deliveries(String workspace) {
    var deliveries = new ArrayList<StoredDelivery>();
    try (var select =
        connection.prepareStatement(
            """
            select id::text, channel, state, digest_at is not null
            from notification.deliveries where workspace = ? order by id
            """)) {
      select.setString(1, workspace);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          deliveries.add(
              new StoredDelivery(
                  row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
        }
      }
      return deliveries;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many events chat-service has still to publish. */
  public long waitingChatEvents() {
    try (var select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from chat.outbox")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
