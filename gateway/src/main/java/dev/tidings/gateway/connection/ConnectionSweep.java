package dev.tidings.gateway.connection;

import dev.tidings.gateway.protocol.DisconnectCode;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Looks at every connection once a second, instead of a timer for each: pings it, and ends it if
 * its token's time is over or it is not heard any more.
 */
@Singleton
public final class ConnectionSweep {

  private static final Logger LOG = Logger.getLogger(ConnectionSweep.class);
  private static final int SILENT_HEARTBEATS = 2;
  private static final long END_TIMEOUT_MS = 3_000;

  private final Connections connections;
  private final RevokedSessions revoked;
  private final Clock clock;
  private final long heartbeatMs;

  ConnectionSweep(
      Connections connections, RevokedSessions revoked, ConnectionConfig config, Clock clock) {
    this.connections = connections;
    this.revoked = revoked;
    this.clock = clock;
    this.heartbeatMs = config.heartbeat().toMillis();
  }

  @Scheduled(
      identity = "connection-sweep",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    long now = clock.millis();
    connections.all().forEach(connection -> look(connection, now));
  }

  private void look(Connection connection, long now) {
    if (connection.endedAt() != 0) {
      if (now - connection.endedAt() > END_TIMEOUT_MS) {
        connection.session().outbound().cut();
      }
    } else if (connection.session().token().expiresAt().toEpochMilli() <= now) {
      connections.disconnect(connection.session(), DisconnectCode.TOKEN_EXPIRED);
    } else if (revoked.end(connection.session())) {
      LOG.debugf("A revoked token ended connectionId=%s", connection.session().id());
    } else if (now - connection.silentSince() > SILENT_HEARTBEATS * heartbeatMs) {
      connections.disconnect(connection.session(), DisconnectCode.STALE);
    } else {
      connection.tend(now, heartbeatMs);
    }
  }
}
