package dev.tidings.analytics.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Has live numbers announced just after the end of every bucket. Quarkus' scheduler looks at its
 * clock once a second, which would add up to a second to every number; this keeps the edge itself.
 */
@Singleton
final class LiveTicker {

  private static final Logger LOG = Logger.getLogger(LiveTicker.class);

  private final LiveAnnouncer announcer;
  private final LiveTables tables;
  private final LiveConfig config;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-ticker").factory());

  LiveTicker(LiveAnnouncer announcer, LiveTables tables, LiveConfig config, Clock clock) {
    this.announcer = announcer;
    this.tables = tables;
    this.config = config;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      scheduleNext();
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    timer.shutdown();
  }

  /** How long it is from a time to the next announcement. */
  static Duration untilNext(Instant now, Duration settleTime) {
    Bucket settling = Bucket.of(now.minus(settleTime));
    return Duration.between(now, settling.end().plus(settleTime));
  }

  private void scheduleNext() {
    timer.schedule(
        this::tick,
        untilNext(clock.instant(), config.settleTime()).toMillis() + 1,
        TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      announcer.announce(clock.instant());
    } catch (RuntimeException e) {
      LOG.warnf(e, "Live numbers cannot be announced now, will try again");
    } finally {
      if (!timer.isShutdown()) {
        scheduleNext();
      }
    }
  }

  @Scheduled(every = "1m", delayed = "30s")
  void forgetOldBuckets() {
    Instant now = clock.instant();
    tables.forget(
        now.minus(config.window()), LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
  }
}
