package dev.tidings.platform.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The relay's statements. Each uses a connection of its own, outside any caller's transaction. */
@Singleton
final class OutboxTable {

  /**
   * What is visible, oldest first. There is no "greater than the last id": a transaction with a
   * lower id may commit later, and its row is found by the next read.
   */
  private static final String READ =
      "select id, topic, record_key, headers::text, data from outbox order by id limit ?";

  private static final String BURY =
      """
      insert into outbox_dead_letter (id, event_id, topic, record_key, headers, data, created_at, reason)
      select id, event_id, topic, record_key, headers, data, created_at, ? from outbox where id = ?
      on conflict do nothing
      """;

  private static final String DELETE = "delete from outbox where id = any (?)";

  /** The setting is that of the statement's own transaction: all of it is one round trip. */
  private static final String DELETE_LAZILY =
      """
      delete from outbox o
       using (select set_config('synchronous_commit', 'off', true)) lazily
       where o.id = any (?)
      """;

  private static final String LAG =
      """
      select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)
      from (select created_at from outbox order by id limit 100000) pending
      """;

  private final AgroalDataSource dataSource;

  OutboxTable(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  List<OutboxRow> read(int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setInt(1, limit);
      try (ResultSet rows = select.executeQuery()) {
        var read = new ArrayList<OutboxRow>();
        while (rows.next()) {
          read.add(
              new OutboxRow(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5)));
        }
        return read;
      }
    }
  }

  /**
   * Takes published rows away and puts poison aside, in one transaction. If there is no poison it
   * need not reach the disk before it returns: a delete that a crash undoes means a record
   * published twice, which consumers drop by its id.
   */
  void settle(List<Long> published, Map<Long, String> poison) throws SQLException {
    if (published.isEmpty() && poison.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      if (poison.isEmpty()) {
        delete(connection, DELETE_LAZILY, published);
      } else {
        bury(connection, published, poison);
      }
    }
  }

  private static void bury(Connection connection, List<Long> published, Map<Long, String> poison)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement bury = connection.prepareStatement(BURY)) {
      for (var row : poison.entrySet()) {
        bury.setString(1, row.getValue());
        bury.setLong(2, row.getKey());
        bury.executeUpdate();
      }
      var done = new ArrayList<>(published);
      done.addAll(poison.keySet());
      delete(connection, DELETE, done);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void delete(Connection connection, String statement, List<Long> ids)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(statement)) {
      delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      delete.executeUpdate();
    }
  }

  Lag lag() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(LAG);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Lag(row.getLong(1), row.getDouble(2));
    }
  }

  /**
   * The backlog.
   *
   * @param rows how many events wait, counted up to 100,000
   * @param oldestSeconds how long the oldest has waited
   */
  record Lag(long rows, double oldestSeconds) {}
}
