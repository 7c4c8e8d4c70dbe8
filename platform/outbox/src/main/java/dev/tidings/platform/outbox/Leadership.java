package dev.tidings.platform.outbox;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The right to be a schema's only relay: a session-level advisory lock, held by an open connection
 * and so lost, and free for others, when the process or its connection dies. The same connection
 * listens for the wake-up calls of the other replicas, which is also how its loss is noticed.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">
 *     PostgreSQL: advisory locks</a>
 */
final class Leadership implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private static final String KEYS = "hashtext('tidings.outbox'), hashtext(current_schema())";
  private static final Duration LISTEN_TIMEOUT = Duration.ofMillis(500);

  private final Connection connection;
  private final Thread listener;
  private volatile boolean held = true;

  private Leadership(Connection connection, Runnable onWake) {
    this.connection = connection;
    this.listener =
        Thread.ofPlatform().daemon().name("outbox-wake").unstarted(() -> listen(onWake));
  }

  /** The leadership, if no other relay of this schema holds it. Does not wait. */
  static Optional<Leadership> tryTake(AgroalDataSource dataSource, Runnable onWake)
      throws SQLException {
    Connection connection = dataSource.getConnection();
    boolean taken = false;
    try {
      taken = tryLock(connection);
      if (!taken) {
        return Optional.empty();
      }
      try (var statement = connection.createStatement()) {
        statement.execute("listen " + channel(connection));
      }
      var leadership = new Leadership(connection, onWake);
      leadership.listener.start();
      return Optional.of(leadership);
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  /** Calls the schema's relay, wherever it runs. One call may stand for many events. */
  static void callRelay(AgroalDataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("notify " + channel(connection));
    }
  }

  /** Whether the lock is still ours, as far as is known. */
  boolean held() {
    return held;
  }

  private void listen(Runnable onWake) {
    try {
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (held) {
        var notifications = postgres.getNotifications(Math.toIntExact(LISTEN_TIMEOUT.toMillis()));
        if (notifications != null && notifications.length > 0) {
          onWake.run();
        } else {
          stillConnected();
        }
      }
    } catch (SQLException e) {
      if (held) {
        LOG.warnf("The relay's connection is lost: %s", e.getMessage());
      }
      held = false;
      onWake.run();
    }
  }

  private void stillConnected() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select 1");
    }
  }

  private static boolean tryLock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement("select pg_try_advisory_lock(" + KEYS + ")");
        ResultSet row = lock.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static String channel(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.enquoteIdentifier("outbox_" + connection.getSchema(), true);
    }
  }

  /** Gives the lock up, so that another relay can take over at once. */
  @Override
  public void close() {
    held = false;
    boolean interrupted = false;
    try {
      listener.join(LISTEN_TIMEOUT.multipliedBy(4));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try (connection;
        var statement = connection.createStatement()) {
      statement.execute("unlisten *");
      statement.execute("select pg_advisory_unlock(" + KEYS + ")");
    } catch (SQLException e) {
      LOG.debugf("The relay's connection was gone already: %s", e.getMessage());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
