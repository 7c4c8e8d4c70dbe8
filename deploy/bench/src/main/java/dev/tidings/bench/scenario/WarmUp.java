package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.server.Target;
import java.time.Duration;

/**
 * Servers with a compiler of their own are compared as they are after a while: connections come and
 * go, then both shapes of load run as fast as they can. Nothing of it is reported.
 */
public record WarmUp(int subscribers, int connections, Duration duration) {

  private static final int SHAPES = 2;

  /** Runs; everything is closed on return. */
  public void run(Target target, Workbench bench) throws InterruptedException {
    var visitors =
        AudiencePlan.simple(Workbench.newName(), connections, Math.max(1, connections / 10))
            .inWorkspacesOf(10);
    try (Audience audience = Audience.prepare(bench.loop(), target, visitors, bench.newLedger())) {
      audience.connect(Workbench.CONNECT_PATIENCE);
    }
    Duration each = duration.dividedBy(SHAPES);
    String name = Workbench.newName();
    new DeliveryRun(
            "warm-up",
            AudiencePlan.simple(name, subscribers, 1),
            new Pace.InFlight(8),
            Duration.ZERO,
            each)
        .run(target, bench);
    new DeliveryRun(
            "warm-up",
            AudiencePlan.simple(name + "m", subscribers, subscribers),
            new Pace.InFlight(256),
            Duration.ZERO,
            each)
        .run(target, bench);
  }
}
