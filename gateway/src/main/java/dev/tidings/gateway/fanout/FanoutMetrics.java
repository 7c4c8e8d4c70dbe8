package dev.tidings.gateway.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** What the fan-out counts. */
@Singleton
final class FanoutMetrics {

  final Counter events;
  final Counter deliveries;
  final Counter duplicates;
  final Counter refused;
  final Counter misplaced;

  /** Records that were published and not yet read. */
  final AtomicLong lag = new AtomicLong();

  FanoutMetrics(MeterRegistry metrics) {
    events = metrics.counter("tidings.gateway.fanout.events");
    deliveries = metrics.counter("tidings.gateway.fanout.deliveries");
    duplicates = metrics.counter("tidings.gateway.fanout.duplicates");
    refused = metrics.counter("tidings.gateway.fanout.refused");
    misplaced = metrics.counter("tidings.gateway.fanout.misplaced");
    metrics.gauge("tidings.gateway.fanout.lag", lag);
  }
}
