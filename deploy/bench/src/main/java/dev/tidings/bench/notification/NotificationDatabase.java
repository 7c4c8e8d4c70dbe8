package dev.tidings.bench.notification;

import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The system's PostgreSQL as its superuser sees it, in the schema of notifications. */
final class NotificationDatabase implements AutoCloseable {

  private final Connection connection;

  private NotificationDatabase(Connection connection) {
    this.connection = connection;
  }

  static NotificationDatabase of(TidingsTarget system) throws TargetException {
    try {
      String password =
          Files.readString(system.home().resolve("data/postgres/superuser.password")).strip();
      return new NotificationDatabase(
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:%d/tidings?currentSchema=notification"
                  .formatted(system.port("POSTGRES")),
              "postgres",
              password));
    } catch (IOException | SQLException e) {
      throw new TargetException("the system's PostgreSQL can't be reached", e);
    }
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement that commits by itself each time. */
  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws TargetException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new TargetException("the connection to PostgreSQL can't be closed", e);
    }
  }
}
