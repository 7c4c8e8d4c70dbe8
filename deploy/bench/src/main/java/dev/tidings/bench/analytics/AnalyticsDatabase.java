package dev.tidings.bench.analytics;

import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** The system's PostgreSQL as its superuser sees it, in the schema of analytics. */
final class AnalyticsDatabase implements AutoCloseable {

  private static final long POLL_MILLIS = 20;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(20);

  private final Connection connection;

  private AnalyticsDatabase(Connection connection) {
    this.connection = connection;
  }

  static AnalyticsDatabase of(TidingsTarget system) throws TargetException {
    try {
      String password =
          Files.readString(system.home().resolve("data/postgres/superuser.password")).strip();
      return new AnalyticsDatabase(
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:%d/tidings?currentSchema=analytics"
                  .formatted(system.port("POSTGRES")),
              "postgres",
              password));
    } catch (IOException | SQLException e) {
      throw new TargetException("the system's PostgreSQL can't be reached", e);
    }
  }

  /** How many records of the topic are settled. */
  long settled() throws SQLException {
    return number("select coalesce(sum(next_offset), 0) from hit_offsets");
  }

  void awaitSettled(long records) throws SQLException, InterruptedException {
    await("select coalesce(sum(next_offset), 0) >= " + records + " from hit_offsets");
  }

  /** Waits until a statement answers true. */
  void await(String condition) throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    while (!holds(condition)) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new IllegalStateException("analytics-service does not get there: " + condition);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /**
   * Copies rows of a table into one of the same columns and indexes.
   *
   * @param condition says which
   * @return how long it took, in seconds
   */
  double copy(String table, String condition) throws SQLException {
    String copy = "bench_" + table;
    try (var rows = new ByteArrayOutputStream()) {
      var copies = connection.unwrap(PGConnection.class).getCopyAPI();
      copies.copyOut(
          "copy (select * from %s where %s) to stdout (format binary)".formatted(table, condition),
          rows);
      execute("create table %s (like %s including all)".formatted(copy, table));
      execute("checkpoint");
      byte[] bytes = rows.toByteArray();
      long begin = System.nanoTime();
      copies.copyIn(
          "copy %s from stdin (format binary)".formatted(copy), new ByteArrayInputStream(bytes));
      double seconds = (System.nanoTime() - begin) / 1e9;
      execute("drop table " + copy);
      return seconds;
    } catch (IOException e) {
      throw new SQLException("the rows can't be copied", e);
    }
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Whether a statement answers true. */
  boolean holds(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
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
