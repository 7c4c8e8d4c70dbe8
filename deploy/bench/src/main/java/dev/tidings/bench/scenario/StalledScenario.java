package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.ResumableTarget;
import dev.tidings.bench.server.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same run twice: with everybody reading, then with one who has stopped to. It takes as long as
 * it needs until the kernel holds no more for that one, and neither may the server.
 */
public record StalledScenario(int subscribers, double rate, Duration timed) implements Scenario {

  private static final int WARM_UP_SHARE = 5;

  /** More than the kernel and the server may hold for one reader. */
  private static final long TOO_MUCH_BYTES = 5 << 19;

  /** What a frame has besides its payload, about. */
  private static final int ENVELOPE_BYTES = 160;

  @Override
  public String name() {
    return "stalled";
  }

  @Override
  public String about() {
    return "1 channel × %,d, %.0f/s, without and with one reader that has stopped to read"
        .formatted(subscribers, rate);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof ResumableTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench) throws InterruptedException {
    Duration enough = enough(bench.payloadBytes());
    var results = new ArrayList<Result>();
    for (int stalled = 0; stalled <= 1; stalled++) {
      var plan = AudiencePlan.simple(Workbench.newName(), subscribers, 1).withStalled(stalled);
      results.add(
          new DeliveryRun(
                  name() + "-" + stalled,
                  plan,
                  new Pace.PerSecond(rate),
                  timed.dividedBy(WARM_UP_SHARE),
                  enough)
              .run(target, bench));
    }
    return results;
  }

  private Duration enough(int payloadBytes) {
    double perSecond = rate * (payloadBytes + ENVELOPE_BYTES);
    Duration needed = Duration.ofMillis((long) (1_000 * TOO_MUCH_BYTES / perSecond));
    return timed.compareTo(needed) > 0 ? timed : needed;
  }
}
