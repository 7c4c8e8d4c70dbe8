package dev.tidings.gateway.livesync;

import dev.tidings.gateway.fanout.FanoutLoop;
import dev.tidings.gateway.instance.GatewayInstance;
import dev.tidings.gateway.publication.TopicProbe;
import dev.tidings.gateway.upstream.ingress.IngressTopics;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Whether this replica takes events, and how many it has taken. */
@Singleton
final class LiveSyncStatus {

  private final TopicProbe probe;
  private final LiveSyncConfig config;
  private final LiveSyncMetrics metrics;
  private final FanoutLoop fanout;
  private final GatewayInstance gateway;

  LiveSyncStatus(
      TopicProbe probe,
      LiveSyncConfig config,
      LiveSyncMetrics metrics,
      FanoutLoop fanout,
      GatewayInstance gateway) {
    this.probe = probe;
    this.config = config;
    this.metrics = metrics;
    this.fanout = fanout;
    this.gateway = gateway;
  }

  /**
   * The status of this replica.
   *
   * @param topic where events are published
   * @param reachable whether Kafka would take them now
   * @param lag records of all fan-out topics that are published and not yet handed out here
   * @param accepted events that Kafka has confirmed since {@code since}
   * @param refused events of requests that broke a rule since then
   * @param failed events of requests that Kafka didn't confirm since then
   */
  @RegisterForReflection
  public record StatusView(
      String gatewayId,
      String topic,
      boolean reachable,
      long lag,
      long accepted,
      long refused,
      long failed,
      Instant since) {}

  /** The status at this moment. Blocks while Kafka is asked. */
  StatusView view() {
    return new StatusView(
        gateway.id(),
        IngressTopics.TOPIC,
        probe.isReachable(IngressTopics.TOPIC, config.statusTimeout()),
        fanout.lag(),
        (long) metrics.accepted.count(),
        (long) metrics.refused.count(),
        (long) metrics.failed.count(),
        gateway.startedAt());
  }
}
