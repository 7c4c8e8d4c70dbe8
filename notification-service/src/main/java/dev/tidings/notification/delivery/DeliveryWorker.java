package dev.tidings.notification.delivery;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Sends what is due, beside the workers of the other replicas. */
@ApplicationScoped
class DeliveryWorker {

  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

  private final DeliveryStep step;
  private final Senders senders;
  private final DeliveryConfig config;
  private final MeterRegistry metrics;

  DeliveryWorker(DeliveryStep step, Senders senders, DeliveryConfig config, MeterRegistry metrics) {
    this.step = step;
    this.senders = senders;
    this.config = config;
    this.metrics = metrics;
  }

  @Scheduled(every = "${tidings.notification.delivery.every:1s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void work() {
    while (round() == config.batch()) {
      Thread.yield();
    }
  }

  /**
   * Claims a batch and sees each delivery of it through.
   *
   * @return how many were due
   */
  int round() {
    List<Claim> claims = step.claim();
    var turns = new Semaphore(config.parallel());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Claim claim : claims) {
        threads.execute(
            () -> {
              turns.acquireUninterruptibly();
              try {
                deliver(claim);
              } catch (RuntimeException e) {
                // The lease ends by itself, and somebody tries again.
                LOG.errorf(e, "Delivery %s is left to its lease", claim.id());
              } finally {
                turns.release();
              }
            });
      }
    }
    return claims.size();
  }

  private void deliver(Claim claim) {
    step.prepare(claim)
        .ifPresent(
            parcel -> {
              Outcome outcome = send(claim, parcel);
              metrics
                  .counter(
                      "tidings.notification.attempts",
                      "channel",
                      claim.channel().value(),
                      "outcome",
                      outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                  .increment();
              step.settle(claim, outcome);
            });
  }

  private Outcome send(Claim claim, Parcel parcel) {
    try {
      return senders
          .of(claim.channel())
          .map(sender -> sender.send(parcel))
          .orElseGet(() -> new Outcome.Unavailable("The channel is not set up", null));
    } catch (RuntimeException e) {
      LOG.warnf(e, "Delivery %s by %s broke off", claim.id(), claim.channel().value());
      return new Outcome.Unavailable("The channel broke off", null);
    }
  }
}
