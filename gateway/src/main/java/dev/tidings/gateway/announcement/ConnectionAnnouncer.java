package dev.tidings.gateway.announcement;

import dev.tidings.gateway.announcement.ConnectionEvent.ConnectionClosed;
import dev.tidings.gateway.announcement.ConnectionEvent.ConnectionOpened;
import dev.tidings.gateway.announcement.ConnectionEvent.GatewayLease;
import dev.tidings.gateway.announcement.ConnectionEvent.GatewayStopped;
import dev.tidings.gateway.announcement.ConnectionEvent.Person;
import dev.tidings.gateway.instance.GatewayInstance;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Workspaces;
import dev.tidings.platform.identity.CurrentUser;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Puts what happens to connections into a queue, in order; never blocks. The events are made by who
 * takes them out, so that connecting costs no more than a note.
 */
@Singleton
public final class ConnectionAnnouncer {

  private final GatewayInstance gateway;
  private final SessionRegistry sessions;
  private final EventIds ids;
  private final Clock clock;
  private final long leaseMs;
  private final BlockingQueue<Supplier<CloudEvent>> waiting;
  private final Counter dropped;

  ConnectionAnnouncer(
      GatewayInstance gateway,
      SessionRegistry sessions,
      LeaseConfig config,
      EventIds ids,
      Clock clock,
      MeterRegistry metrics) {
    this.gateway = gateway;
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
    this.leaseMs = config.duration().toMillis();
    this.waiting = new LinkedBlockingQueue<>(config.maxWaiting());
    this.dropped = metrics.counter("tidings.gateway.announcements.dropped");
  }

  /** A session has opened and is registered. */
  public void opened(Session session) {
    put(() -> openedEvent(session));
  }

  /** A session has closed and is no longer registered. */
  public void closed(Session session, String reason) {
    Instant now = clock.instant();
    put(() -> closedEvent(session, reason, now));
  }

  BlockingQueue<Supplier<CloudEvent>> waiting() {
    return waiting;
  }

  CloudEvent openedEvent(Session session) {
    CurrentUser user = session.user();
    return event(
        "CONNECTION_OPENED",
        "session:" + session.id(),
        user.workspace(),
        Channel.of("user", user.id()),
        session.openedAt(),
        new ConnectionOpened(
            session.id(),
            user.id(),
            gateway.id(),
            session.openedAt(),
            Person.of(user.id(), user.profile())));
  }

  private CloudEvent closedEvent(Session session, String reason, Instant at) {
    CurrentUser user = session.user();
    return event(
        "CONNECTION_CLOSED",
        "session:" + session.id(),
        user.workspace(),
        Channel.of("user", user.id()),
        at,
        new ConnectionClosed(session.id(), user.id(), gateway.id(), at, reason));
  }

  CloudEvent lease() {
    Instant now = clock.instant();
    return platformEvent(
        "GATEWAY_LEASE", now, new GatewayLease(gateway.id(), leaseMs, sessions.all().size(), now));
  }

  CloudEvent stopped() {
    Instant now = clock.instant();
    return platformEvent("GATEWAY_STOPPED", now, new GatewayStopped(gateway.id(), now));
  }

  private CloudEvent platformEvent(String type, Instant at, ConnectionEvent data) {
    return event(type, null, Workspaces.PLATFORM, Channel.of("gateway", gateway.id()), at, data);
  }

  private CloudEvent event(
      String type,
      String subject,
      String workspace,
      Channel channel,
      Instant at,
      ConnectionEvent data) {
    return new CloudEvent(
        ids.next(), "/gateway", type, at, subject, workspace, channel, Map.of(), Json.bytes(data));
  }

  private void put(Supplier<CloudEvent> event) {
    if (!waiting.offer(event)) {
      dropped.increment();
    }
  }
}
