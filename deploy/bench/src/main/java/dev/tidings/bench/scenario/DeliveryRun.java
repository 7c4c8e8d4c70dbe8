package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.load.Publication;
import dev.tidings.bench.machine.CpuMeter;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.report.DeliveryResult;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.Target;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Connects an audience, publishes to it for a while without and then with a watch, and counts.
 *
 * @param scenario its name in the result
 * @param warmUp published first at the same pace, counted and not timed
 * @param timed how long is published with a watch
 */
public record DeliveryRun(
    String scenario, AudiencePlan plan, Pace pace, Duration warmUp, Duration timed) {

  private static final long SECOND_MILLIS = 1_000;

  /** Runs; everything is closed on return. */
  public DeliveryResult run(Target target, Workbench bench) throws InterruptedException {
    Ledger ledger = bench.newLedger();
    try (Audience audience = Audience.prepare(bench.loop(), target, plan, ledger);
        Publisher publisher = target.publisher(plan.workspace(0))) {
      Audience.Arrival arrival = audience.connect(Workbench.CONNECT_PATIENCE);
      bench.awaitQuiet(target);
      var publication =
          new Publication(
              ledger, publisher, plan.channelNames(), plan::listeners, bench.patience());
      pace.publish(publication, warmUp, false);
      publication.awaitDeliveries();

      long memoryBefore = Workbench.memory(target);
      long bytesBefore = audience.bytesReceived();
      CpuMeter meter =
          CpuMeter.start(target.serverProcesses(), target.brokerProcesses(), bench.loop());
      long begin = System.nanoTime();
      pace.publish(publication, timed, true);
      publication.awaitDeliveries();
      CpuUse cpu = meter.read();
      long memoryAfter = Workbench.memory(target);
      long bytes = audience.bytesReceived() - bytesBefore;
      String stalled = plan.stalled() == 0 ? "" : endOfStalled(audience);

      long missing = audience.missing(publication.sequences());
      var closures = audience.closures();
      return bench
          .loop()
          .call(
              () -> {
                long deliveries = ledger.timedDeliveries();
                return new DeliveryResult(
                    scenario,
                    target.name(),
                    plan.subscribers(),
                    plan.channels(),
                    pace.rate(),
                    bench.payloadBytes(),
                    publication.published(),
                    deliveries,
                    deliveries / Math.max(1e-9, (ledger.lastArrival() - begin) / 1e9),
                    ledger.faults().withLost(missing),
                    arrival.refusals(),
                    closures,
                    stalled,
                    publisher.failures(),
                    publication.hasStalled(),
                    ledger.latencies(),
                    ledger.dueLatencies(),
                    cpu.serverSeconds() * 1e6 / Math.max(1, deliveries),
                    cpu.brokerSeconds() * 1e6 / Math.max(1, deliveries),
                    (double) bytes / Math.max(1, deliveries),
                    cpu,
                    memoryBefore,
                    memoryAfter);
              });
    }
  }

  private static String endOfStalled(Audience audience) throws InterruptedException {
    audience.resumeStalled();
    TimeUnit.MILLISECONDS.sleep(SECOND_MILLIS);
    String closures = audience.stalledClosures().toString();
    int resyncs = audience.resyncs();
    return (closures.equals("{}") ? "still connected" : closures)
        + (resyncs > 0 ? ", told to resync " + resyncs + " times" : "");
  }
}
