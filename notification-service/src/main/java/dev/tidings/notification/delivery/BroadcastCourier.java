package dev.tidings.notification.delivery;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.notification.feed.Arrival;
import dev.tidings.notification.feed.BroadcastCarriers;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Takes broadcasts to the people, some at a time: each step is a transaction together with the
 * place that it came to, so that a replica that dies repeats nothing and leaves nobody out.
 */
@ApplicationScoped
class BroadcastCourier {

  /** Few enough that nobody waits long for a place in between. */
  private static final int STEP = 100;

  private final BroadcastRounds rounds;
  private final BroadcastCarriers carriers;
  private final Dispatcher dispatcher;

  BroadcastCourier(BroadcastRounds rounds, BroadcastCarriers carriers, Dispatcher dispatcher) {
    this.rounds = rounds;
    this.carriers = carriers;
    this.dispatcher = dispatcher;
  }

  @Scheduled(every = "${tidings.notification.delivery.every:1s}", concurrentExecution = SKIP)
  void goOn() {
    while (step()) {
      Thread.yield();
    }
  }

  /**
   * Takes one to the next people.
   *
   * @return false if none is on its way that no other replica has
   */
  @Transactional
  boolean step() {
    Optional<BroadcastRounds.Round> claimed = rounds.claim();
    if (claimed.isEmpty()) {
      return false;
    }
    BroadcastRounds.Round round = claimed.get();
    List<Arrival> next = carriers.make(round.workspace(), round.broadcast(), round.cameTo(), STEP);
    dispatcher.interrupt(next);
    if (next.size() < STEP) {
      rounds.end(round);
    } else {
      rounds.comeTo(round, next.getLast().made().recipient().userId());
    }
    return true;
  }
}
