package dev.tidings.gateway.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;

/** What recovery counts. */
@Singleton
final class RecoveryMetrics {

  /** Where what a client missed was found. */
  enum Tier {
    /** In memory, or it was seen there that nothing was missed. */
    WINDOW,
    /** In Kafka, at least in part. */
    LOG
  }

  /** How many clients each look into Kafka served. */
  final DistributionSummary scans;

  /** How long each look into Kafka took. */
  final Timer scanTime;

  private final Counter replayed;
  private final MeterRegistry metrics;

  RecoveryMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    scans = metrics.summary("tidings.gateway.recovery.scan.requests");
    scanTime = metrics.timer("tidings.gateway.recovery.scan.time");
    replayed = metrics.counter("tidings.gateway.recovery.replayed");
  }

  void recovered(Tier tier, int events) {
    count(tier == Tier.WINDOW ? "window" : "log", "recovered");
    replayed.increment(events);
  }

  void refused(RefusalReason reason) {
    count("none", reason.code());
  }

  private void count(String tier, String outcome) {
    metrics.counter("tidings.gateway.recoveries", "tier", tier, "outcome", outcome).increment();
  }
}
