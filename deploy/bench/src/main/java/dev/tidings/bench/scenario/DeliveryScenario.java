package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.Target;
import java.time.Duration;
import java.util.List;

/**
 * Messages to subscribers that stay and read.
 *
 * @param timed how long is published with a watch; a fifth of it before without
 */
public record DeliveryScenario(
    String name, String about, int subscribers, int channels, Pace pace, Duration timed)
    implements Scenario {

  private static final int WARM_UP_SHARE = 5;

  @Override
  public boolean suits(Target target) {
    return true;
  }

  @Override
  public List<Result> run(Target target, Workbench bench) throws InterruptedException {
    var plan = AudiencePlan.simple(Workbench.newName(), subscribers, channels);
    return List.of(
        new DeliveryRun(name, plan, pace, timed.dividedBy(WARM_UP_SHARE), timed)
            .run(target, bench));
  }
}
