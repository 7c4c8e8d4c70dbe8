package dev.tidings.notification.delivery;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Sends what is due, beside the workers of the other replicas. */
@ApplicationScoped
class DeliveryWorker {

  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

  /** What most tries take, and less than a platform waits before it kills. */
  private static final long LAST_WORD_SECONDS = 15;

  private final DeliveryStep step;
  private final Senders senders;
  private final DeliveryConfig config;
  private final MeterRegistry metrics;

  /** Held for as long as anything is under way. */
  private final ReentrantLock working = new ReentrantLock();

  private volatile boolean stopping;

  DeliveryWorker(DeliveryStep step, Senders senders, DeliveryConfig config, MeterRegistry metrics) {
    this.step = step;
    this.senders = senders;
    this.config = config;
    this.metrics = metrics;
  }

  @Scheduled(every = "${tidings.notification.delivery.every:1s}", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void work() {
    working.lock();
    try {
      while (!stopping && round() == config.batch()) {
        Thread.yield();
      }
    } finally {
      working.unlock();
    }
  }

  /**
   * Lets what is being sent be sent and noted, so that nobody sends it again, and leaves the rest
   * to the other replicas.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (working.tryLock(LAST_WORD_SECONDS, TimeUnit.SECONDS)) {
      working.unlock();
    }
  }

  /**
   * Claims a batch and sees each delivery of it through.
   *
   * @return how many were due
   */
  int round() {
    List<Claim> claims = step.claim();
    seeThrough(claims);
    return claims.size();
  }

  /** Sends what was claimed, several at a time; what is not begun when this stops is given back. */
  void seeThrough(List<Claim> claims) {
    var turns = new Semaphore(config.parallel());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Claim claim : claims) {
        threads.execute(
            () -> {
              turns.acquireUninterruptibly();
              try {
                if (stopping) {
                  step.giveBack(claim);
                } else {
                  deliver(claim);
                }
              } catch (RuntimeException e) {
                // The lease ends by itself, and somebody tries again.
                LOG.errorf(e, "Delivery %s is left to its lease", claim.id());
              } finally {
                turns.release();
              }
            });
      }
    }
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
