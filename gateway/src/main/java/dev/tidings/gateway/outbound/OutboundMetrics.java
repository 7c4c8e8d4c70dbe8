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
    conflated =
        counter(
            metrics,
            "tidings.gateway.conflated",
            "Events that a newer one replaced before they were sent");
    dropped =
        counter(
            metrics,
            "tidings.gateway.dropped",
            "Ephemeral events that slow connections didn't get");
    resyncs =
        counter(
            metrics,
            "tidings.gateway.resyncs",
            "RESYNC frames: a slow connection lost some events");
  }

  private static Counter counter(MeterRegistry metrics, String name, String description) {
    return Counter.builder(name).description(description).register(metrics);
  }
}
