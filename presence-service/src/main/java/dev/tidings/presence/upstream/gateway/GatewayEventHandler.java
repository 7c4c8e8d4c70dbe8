package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.PersonKey;
import dev.tidings.presence.connection.Session;
import dev.tidings.presence.status.PersonProfile;
import dev.tidings.presence.status.StatusService;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
   * Handles an event.
   *
   * @param partition the partition of the gateways' log in which it is
   * @throws dev.tidings.platform.inbox.PoisonEventException if its data is not as agreed
   */
  void handle(CloudEvent event, int partition) {
    switch (GatewayEvent.read(event)) {
      case GatewayEvent.Opened opened -> opened(event.workspace(), opened, partition);
      case GatewayEvent.Closed closed -> closed(event.workspace(), closed, partition);
      case GatewayEvent.Lease(String gatewayId, int leaseMs) ->
          resume(gatewayId, connections.renewed(gatewayId, partition, Duration.ofMillis(leaseMs)));
      case GatewayEvent.Stopped(String gatewayId) -> stopped(gatewayId, partition);
      case GatewayEvent.Unknown(String type) -> skipped(type);
    }
  }

  private void opened(String workspace, GatewayEvent.Opened opened, int partition) {
    var person = new PersonKey(workspace, opened.userId());
    resume(opened.gatewayId(), connections.heard(opened.gatewayId(), partition));
    connections.add(new Session(opened.sessionId(), opened.gatewayId(), person, opened.at()));
    statuses.connectionOpened(person, profile(opened.user()), opened.at());
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
