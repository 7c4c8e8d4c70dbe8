package dev.tidings.gateway.livesync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What this replica has taken over HTTP. Safe for use by several threads. */
@Singleton
final class LiveSyncMetrics {

  /** Events that Kafka has. */
  final Counter accepted;

  /** Events of requests that broke a rule. */
  final Counter refused;

  /** Events of requests that Kafka didn't confirm. */
  final Counter failed;

  LiveSyncMetrics(MeterRegistry metrics) {
    accepted = metrics.counter("tidings.gateway.livesync.accepted");
    refused = metrics.counter("tidings.gateway.livesync.refused");
    failed = metrics.counter("tidings.gateway.livesync.failed");
  }
}
