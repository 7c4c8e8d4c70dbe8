package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.ResumableTarget;
import dev.tidings.bench.server.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same run twice: with everybody reading, then with one who has stopped to. */
public record StalledScenario(int subscribers, double rate, Duration timed) implements Scenario {

  private static final int WARM_UP_SHARE = 5;

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
    var results = new ArrayList<Result>();
    for (int stalled = 0; stalled <= 1; stalled++) {
      var plan = AudiencePlan.simple(Workbench.newName(), subscribers, 1).withStalled(stalled);
      results.add(
          new DeliveryRun(
                  name() + "-" + stalled,
                  plan,
                  new Pace.PerSecond(rate),
                  timed.dividedBy(WARM_UP_SHARE),
                  timed)
              .run(target, bench));
    }
    return results;
  }
}
