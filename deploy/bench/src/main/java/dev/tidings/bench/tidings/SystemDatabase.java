package dev.tidings.bench.tidings;

import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The system's PostgreSQL as its superuser sees it, in the schema of one service. */
public final class SystemDatabase implements AutoCloseable {

  public static final String SUPERUSER = "postgres";
  public static final String NAME = "tidings";

  private final int port;
  private final String password;
  private final String schema;
  private final Connection connection;

  private SystemDatabase(int port, String password, String schema) throws SQLException {
    this.port = port;
    this.password = password;
    this.schema = schema;
    this.connection = another();
  }

  /** Connects; every statement commits by itself. */
  public static SystemDatabase of(TidingsTarget system, String schema) throws TargetException {
    try {
      String password =
          Files.readString(system.home().resolve("data/postgres/superuser.password")).strip();
      return new SystemDatabase(system.port("POSTGRES"), password, schema);
    } catch (IOException | SQLException e) {
      throw new TargetException("the system's PostgreSQL can't be reached", e);
    }
  }

  /** Another connection, which the caller closes. */
  public Connection another() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s".formatted(port, NAME, schema),
        SUPERUSER,
        password);
  }

  public int port() {
    return port;
  }

  public String password() {
    return password;
  }

  /** The connection that everything here uses. */
  public Connection connection() {
    return connection;
  }

  public void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public long number(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Whether a statement answers true. */
  public boolean holds(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /**
   * Waits until a statement answers true.
   *
   * @param poll how long to rest in between
   * @throws IllegalStateException if it doesn't for so long
   */
  public void await(String condition, Duration poll, Duration patience)
      throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    while (!holds(condition)) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new IllegalStateException("the system does not get there: " + condition);
      }
      TimeUnit.NANOSECONDS.sleep(poll.toNanos());
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
