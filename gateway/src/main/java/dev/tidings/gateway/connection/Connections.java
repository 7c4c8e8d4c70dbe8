package dev.tidings.gateway.connection;

import dev.tidings.gateway.announcement.ConnectionAnnouncer;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Outbound;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.gateway.session.Subscriptions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The live connections, and how they begin and end. Safe for use by several threads. */
@Singleton
public final class Connections {

  private final SessionRegistry sessions;
  private final Subscriptions subscriptions;
  private final ConnectionAnnouncer announcer;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Map<String, Connection> live = new ConcurrentHashMap<>();

  Connections(
      SessionRegistry sessions,
      Subscriptions subscriptions,
      ConnectionAnnouncer announcer,
      MeterRegistry metrics,
      Clock clock) {
    this.sessions = sessions;
    this.subscriptions = subscriptions;
    this.announcer = announcer;
    this.metrics = metrics;
    this.clock = clock;
  }

  void opened(Connection connection) {
    live.put(connection.session().id(), connection);
    sessions.add(connection.session());
    announcer.opened(connection.session());
  }

  /** The transport is gone, for the reason that is given to other services. */
  public void closed(Session session, String reason) {
    Connection connection = live.remove(session.id());
    if (sessions.remove(session)) {
      session.outbound().abandon();
      subscriptions.end(session);
      announcer.closed(session, reason);
      boolean byGateway = connection != null && connection.endedAt() != 0;
      metrics
          .counter(
              "tidings.gateway.closed", "by", byGateway ? "gateway" : reason.replaceAll("-.*", ""))
          .increment();
    }
  }

  /** Tells the client why, and closes the connection. */
  void disconnect(Session session, DisconnectCode code) {
    Connection connection = live.get(session.id());
    if (connection == null || connection.endedAt() != 0) {
      return;
    }
    connection.ended(clock.millis());
    metrics.counter("tidings.gateway.disconnects", "reason", code.reason()).increment();
    session
        .outbound()
        .end(
            Frame.of(new ServerFrame.Disconnect(code, clock.instant())),
            code.code(),
            code.reason());
  }

  /**
   * Closes a connection whose client has been told why already, once nothing that it asked for is
   * under way. What it asks for afterwards has no effect and no answer.
   *
   * @return false if something is under way: nothing has changed
   */
  public boolean endIfIdle(Session session, DisconnectCode code) {
    Connection connection = live.get(session.id());
    if (connection == null || connection.endedAt() != 0) {
      return true;
    }
    if (!connection.commands().closeIfIdle()) {
      return false;
    }
    connection.ended(clock.millis());
    metrics.counter("tidings.gateway.disconnects", "reason", code.reason()).increment();
    session.outbound().end(code.code(), code.reason());
    return true;
  }

  /** Tells the client why, if it can still be told, and cuts the connection. */
  public void cut(Session session, DisconnectCode code) {
    disconnect(session, code);
    Outbound outbound = session.outbound();
    outbound.lane().execute(outbound::cut);
  }

  Collection<Connection> all() {
    return live.values();
  }
}
