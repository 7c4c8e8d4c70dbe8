package dev.tidings.gateway.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What is given up for clients that read slowly. */
@Singleton
public final class OutboundMetrics {

  /** Events that a newer one of the same subject has replaced. */
  final Counter conflated;

  /** Ephemeral events that were not sent. */
  final Counter dropped;

  /** {@code RESYNC} frames sent after that. */
  final Counter resyncs;

  /** Counts in the registry. */
  public OutboundMetrics(MeterRegistry metrics) {
    conflated = metrics.counter("tidings.gateway.conflated");
    dropped = metrics.counter("tidings.gateway.dropped");
    resyncs = metrics.counter("tidings.gateway.resyncs");
  }
}
