package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.Devices;
import dev.tidings.presence.connection.Session;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.PersonProfile;
import dev.tidings.presence.place.Places;
import dev.tidings.presence.status.StatusService;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The effect of what a gateway says, in the transaction of its inbox entry. Records of one gateway
 * come in their order; those of several in any.
 */
@ApplicationScoped
class GatewayEventHandler {

  private static final Logger LOG = Logger.getLogger(GatewayEventHandler.class);

  private final Connections connections;
  private final Devices devices;
  private final Places places;
  private final StatusService statuses;
  private final MeterRegistry metrics;

  GatewayEventHandler(
      Connections connections,
      Devices devices,
      Places places,
      StatusService statuses,
      MeterRegistry metrics) {
    this.connections = connections;
    this.devices = devices;
    this.places = places;
    this.statuses = statuses;
    this.metrics = metrics;
  }

  /**
   * Handles events, in their order. Connections that open, or close, one after the other are
   * entered together: when a gateway comes up or goes down, thousands do.
   *
   * @throws dev.tidings.platform.inbox.PoisonEventException if one's data is not as agreed
   */
  void handle(List<ReceivedEvent> events) {
    var opened = new ArrayList<OpenedConnection>();
    var closed = new ArrayList<ClosedConnection>();
    for (ReceivedEvent received : events) {
      GatewayEvent event = GatewayEvent.read(received.event());
      String workspace = received.event().workspace();
      int partition = received.partition();
      if (!(event instanceof GatewayEvent.Opened)) {
        opened(opened);
        opened.clear();
      }
      if (!(event instanceof GatewayEvent.Closed)) {
        closed(closed);
        closed.clear();
      }
      switch (event) {
        case GatewayEvent.Opened connection ->
            opened.add(new OpenedConnection(workspace, connection, partition));
        case GatewayEvent.Closed connection ->
            closed.add(new ClosedConnection(workspace, connection, partition));
        case GatewayEvent.Lease(String gatewayId, int leaseMs) ->
            resume(
                gatewayId, connections.renewed(gatewayId, partition, Duration.ofMillis(leaseMs)));
        case GatewayEvent.Stopped(String gatewayId) -> stopped(gatewayId, partition);
        case GatewayEvent.Unknown(String type) -> skipped(type);
      }
    }
    opened(opened);
    closed(closed);
  }

  private record OpenedConnection(String workspace, GatewayEvent.Opened opened, int partition) {

    PersonKey person() {
      return new PersonKey(workspace, opened.userId());
    }

    Session session() {
      return new Session(opened.sessionId(), opened.gatewayId(), person(), opened.at());
    }

    StatusService.Opening opening() {
      return new StatusService.Opening(person(), profile(opened.user()), opened.at());
    }
  }

  private void opened(List<OpenedConnection> all) {
    if (all.isEmpty()) {
      return;
    }
    var partitions = new TreeMap<String, Integer>();
    all.forEach(each -> partitions.put(each.opened.gatewayId(), each.partition));
    partitions.forEach(
        (gatewayId, partition) -> resume(gatewayId, connections.heard(gatewayId, partition)));
    connections.add(all.stream().map(OpenedConnection::session).toList());
    statuses.connectionsOpened(all.stream().map(OpenedConnection::opening).toList());
  }

  private record ClosedConnection(String workspace, GatewayEvent.Closed closed, int partition) {

    PersonKey person() {
      return new PersonKey(workspace, closed.userId());
    }
  }

  private void closed(List<ClosedConnection> all) {
    if (all.isEmpty()) {
      return;
    }
    var partitions = new TreeMap<String, Integer>();
    var ended = new LinkedHashMap<PersonKey, Instant>();
    for (ClosedConnection each : all) {
      partitions.put(each.closed.gatewayId(), each.partition);
      ended.merge(
          each.person(), each.closed.at(), (one, other) -> one.isAfter(other) ? one : other);
    }
    partitions.forEach(
        (gatewayId, partition) -> resume(gatewayId, connections.heard(gatewayId, partition)));
    List<String> sessions = all.stream().map(each -> each.closed.sessionId()).toList();
    Map<String, Set<String>> left = devices.places(sessions);
    connections.remove(sessions);
    statuses.connectionsClosed(ended);
    left.forEach(places::changed);
  }

  private void stopped(String gatewayId, int partition) {
    connections.heard(gatewayId, partition);
    statuses.reconsiderAllOf(gatewayId);
    places.changedAt(gatewayId);
    connections.removeGateway(gatewayId);
  }

  private void resume(String gatewayId, boolean hadLapsed) {
    if (hadLapsed) {
      statuses.reconsiderAllOf(gatewayId);
      places.changedAt(gatewayId);
    }
  }

  private void skipped(String type) {
    LOG.debugf("Skipped an event of type %s", type);
    metrics.counter("tidings.upstream.skipped", "producer", "gateway").increment();
  }

  private static PersonProfile profile(GatewayEvent.User user) {
    return user == null
        ? new PersonProfile(null, null, null)
        : new PersonProfile(user.firstName(), user.lastName(), user.profileImage());
  }
}
