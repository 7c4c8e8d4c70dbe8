package dev.tidings.presence.upstream.gateway;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.ListenedSpan;
import dev.tidings.presence.place.Places;
import dev.tidings.presence.status.StatusService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Ends the leases of gateways that fell silent. Each replica looks after the partitions that it
 * consumes; should two think so of the same one, both are right about what they have heard.
 */
@ApplicationScoped
class LeaseSweeper {

  private static final Logger LOG = Logger.getLogger(LeaseSweeper.class);

  private final GatewayLog log;
  private final Connections connections;
  private final StatusService statuses;
  private final Places places;
  private final PresenceConfig config;

  LeaseSweeper(
      GatewayLog log,
      Connections connections,
      StatusService statuses,
      Places places,
      PresenceConfig config) {
    this.log = log;
    this.connections = connections;
    this.statuses = statuses;
    this.places = places;
    this.config = config;
  }

  @Scheduled(every = "${tidings.presence.sweep-every:1s}", concurrentExecution = SKIP)
  void sweep() {
    List<ListenedSpan> spans = listened();
    if (!spans.isEmpty()) {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                connections.listened(spans);
                sweep(spans);
              });
    }
  }

  private List<ListenedSpan> listened() {
    try {
      return log.listened();
    } catch (KafkaException | TimeoutException e) {
      LOG.warnf("Kafka does not answer, so no lease lapses now: %s", e.getMessage());
      return List.of();
    }
  }

  /** Ends the leases that were silent over their partitions' spans, in the present transaction. */
  void sweep(List<ListenedSpan> spans) {
    List<String> lapsed = connections.lapse(spans);
    for (String gatewayId : lapsed) {
      LOG.warnf("Gateway %s fell silent; its connections count no longer", gatewayId);
      statuses.reconsiderAllOf(gatewayId);
    }
    // Places are locked after people, whoever locks both.
    lapsed.forEach(places::changedAt);
    List<ListenedSpan> whole =
        spans.stream().filter(span -> span.length().compareTo(config.defaultLease()) >= 0).toList();
    if (!whole.isEmpty()) {
      connections.forgetSilent(whole, config.silentGatewayRetention());
    }
  }
}
