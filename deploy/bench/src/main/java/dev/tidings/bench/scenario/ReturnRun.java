package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.load.Publication;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.report.ReturnResult;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.ResumableTarget;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Publishes on a schedule all the time, has something end every connection, and goes on until
 * everybody is back and has what was published.
 *
 * @param scenario its name in the result
 * @param rate messages per second over all channels
 * @param disturbance ends the connections
 */
record ReturnRun(String scenario, AudiencePlan plan, double rate, Consumer<Audience> disturbance) {

  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final Duration BEFORE = Duration.ofSeconds(2);
  private static final int MOST_SLICES = 150;

  ReturnResult run(ResumableTarget target, Workbench bench) throws InterruptedException {
    Ledger ledger = bench.newLedger();
    try (Audience audience = Audience.prepare(bench.loop(), target, plan, ledger);
        Publisher publisher = target.publisher(plan.workspace(0))) {
      Audience.Arrival arrival = audience.connect(Workbench.CONNECT_PATIENCE);
      bench.awaitQuiet(target);
      var publication =
          new Publication(
              ledger, publisher, plan.channelNames(), plan::listeners, bench.patience());
      publication.onSchedule(rate, BEFORE, false);

      audience.expectReturns();
      long begin = System.nanoTime();
      disturbance.accept(audience);
      for (int i = 0; i < MOST_SLICES && !audience.awaitReturns(Duration.ZERO); i++) {
        publication.onSchedule(rate, SLICE, true);
      }
      double seconds = audience.secondsUntilComplete(begin);
      publication.onSchedule(rate, SLICE, true);
      publication.awaitDeliveries();

      return new ReturnResult(
          scenario,
          target.name(),
          plan.subscribers(),
          plan.channels(),
          rate,
          publication.published(),
          ledger.deliveries(),
          bench.loop().call(ledger::faults).withLost(audience.missing(publication.sequences())),
          arrival.refusals(),
          audience.closures(),
          audience.secondsUntilGone(begin),
          seconds,
          audience.returns(),
          publisher.failures());
    }
  }
}
