package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.PersonKey;
import dev.tidings.presence.connection.Session;
import dev.tidings.presence.status.PersonProfile;
import dev.tidings.presence.status.StatusService;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final StatusService statuses;
  private final MeterRegistry metrics;

  GatewayEventHandler(Connections connections, StatusService statuses, MeterRegistry metrics) {
    this.connections = connections;
    this.statuses = statuses;
    this.metrics = metrics;
  }

  /**
   * Handles events, in their order. Connections that open one after the other are entered together:
   * when a gateway comes up, thousands do.
   *
   * @throws dev.tidings.platform.inbox.PoisonEventException if one's data is not as agreed
   */
  void handle(List<ReceivedEvent> events) {
    var opened = new ArrayList<OpenedConnection>();
    for (ReceivedEvent received : events) {
      GatewayEvent event = GatewayEvent.read(received.event());
      String workspace = received.event().workspace();
      if (event instanceof GatewayEvent.Opened connection) {
        opened.add(new OpenedConnection(workspace, connection, received.partition()));
      } else {
        opened(opened);
        opened.clear();
        handle(event, workspace, received.partition());
      }
    }
    opened(opened);
  }

  private void handle(GatewayEvent event, String workspace, int partition) {
    switch (event) {
      case GatewayEvent.Opened opened ->
          opened(List.of(new OpenedConnection(workspace, opened, partition)));
      case GatewayEvent.Closed closed -> closed(workspace, closed, partition);
      case GatewayEvent.Lease(String gatewayId, int leaseMs) ->
          resume(gatewayId, connections.renewed(gatewayId, partition, Duration.ofMillis(leaseMs)));
      case GatewayEvent.Stopped(String gatewayId) -> stopped(gatewayId, partition);
      case GatewayEvent.Unknown(String type) -> skipped(type);
    }
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

  private void closed(String workspace, GatewayEvent.Closed closed, int partition) {
    resume(closed.gatewayId(), connections.heard(closed.gatewayId(), partition));
    connections.remove(closed.sessionId());
    statuses.connectionClosed(new PersonKey(workspace, closed.userId()), closed.at());
  }

  private void stopped(String gatewayId, int partition) {
    connections.heard(gatewayId, partition);
    statuses.reconsiderAllOf(gatewayId);
    connections.removeGateway(gatewayId);
  }

  private void resume(String gatewayId, boolean hadLapsed) {
    if (hadLapsed) {
      statuses.reconsiderAllOf(gatewayId);
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
