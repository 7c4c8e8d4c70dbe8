package dev.tidings.notification.delivery;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.notification.feed.PersonErased;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Deletes what is over for long enough, in batches of a transaction each, beside the other
 * replicas.
 */
@ApplicationScoped
class DeliveryRetention {

  private static final Logger LOG = Logger.getLogger(DeliveryRetention.class);

  private static final int BATCH = 1_000;

  private final Deliveries deliveries;
  private final VerdictLog verdicts;
  private final DeliveryConfig config;
  private final Clock clock;

  DeliveryRetention(
      Deliveries deliveries, VerdictLog verdicts, DeliveryConfig config, Clock clock) {
    this.deliveries = deliveries;
    this.verdicts = verdicts;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${tidings.notification.delivery.clear-every:10m}",
      delayed = "2m",
      concurrentExecution = SKIP)
  void clear() {
    Instant now = clock.instant();
    int over = repeat(() -> clear(false, now.minus(config.kept())));
    int failed = repeat(() -> clear(true, now.minus(config.failedKept())));
    int decided = repeat(() -> clearVerdicts(now.minus(config.verdictsKept())));
    LOG.debugf("Deleted %d deliveries, %d dead letters, %d verdicts", over, failed, decided);
  }

  @Transactional
  int clear(boolean failed, Instant before) {
    return deliveries.clear(failed, before, BATCH);
  }

  @Transactional
  int clearVerdicts(Instant before) {
    return verdicts.clear(before, BATCH);
  }

  /** Forgets what is or was on its way to the person. */
  void forget(@Observes PersonErased erased) {
    deliveries.forget(erased.person());
  }

  private static int repeat(IntSupplier batch) {
    int all = 0;
    int done;
    do {
      done = batch.getAsInt();
      all += done;
    } while (done == BATCH);
    return all;
  }
}
