package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.HitLog;
import dev.tidings.analytics.hit.TurnedAway;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the hits that are not taken in, and appends the counts to the log of the hits: from there
 * they get into the ledger as hits do, each once. What was counted in the second before a crash is
 * lost; hits are not. Safe for use by several threads.
 */
@Singleton
public final class TurnedAwayCounts {

  private final HitLog log;
  private final EventIds ids;
  private final Clock clock;
  private final MeterRegistry metrics;

  private Map<Site, Map<TurnedAway.Reason, Long>> counts = new HashMap<>();

  TurnedAwayCounts(HitLog log, EventIds ids, Clock clock, MeterRegistry metrics) {
    this.log = log;
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Counts hits of a site. */
  public void add(Site site, TurnedAway.Reason reason, long hits) {
    metrics.counter("tidings.analytics.hits.turned.away", "reason", reason.wire()).increment(hits);
    count(site, reason, hits);
  }

  /** Counts a request that cannot be told to be of any site. */
  public void addUnknown(String reason) {
    metrics.counter("tidings.analytics.hits.turned.away", "reason", reason).increment();
  }

  private synchronized void count(Site site, TurnedAway.Reason reason, long hits) {
    counts
        .computeIfAbsent(site, _ -> new EnumMap<>(TurnedAway.Reason.class))
        .merge(reason, hits, Long::sum);
  }

  private synchronized Map<Site, Map<TurnedAway.Reason, Long>> drain() {
    Map<Site, Map<TurnedAway.Reason, Long>> drained = counts;
    counts = new HashMap<>();
    return drained;
  }

  /** Appends what was counted since the last time; if that fails, it is tried again. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void publish() {
    Map<Site, Map<TurnedAway.Reason, Long>> drained = drain();
    if (drained.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<TurnedAway> entries = new ArrayList<>();
    drained.forEach(
        (site, reasons) ->
            entries.add(new TurnedAway(ids.next(), site.workspace(), site.key(), now, reasons)));
    try {
      log.append(entries);
    } catch (ProblemException e) {
      drained.forEach(
          (site, reasons) -> reasons.forEach((reason, hits) -> count(site, reason, hits)));
    }
  }

  /** Before the log is closed. */
  void stop(@Observes ShutdownEvent event) {
    publish();
  }
}
