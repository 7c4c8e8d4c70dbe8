package dev.tidings.bench.chat;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.scenario.DeliveryRun;
import dev.tidings.bench.scenario.Pace;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import java.time.Duration;
import java.util.List;

/** How long a message takes from the one who sends it to those who read it. */
public record ReadScenario(int rooms, int perRoom, double rate, Duration timed)
    implements Scenario {

  private static final int WARM_UP_SHARE = 4;

  @Override
  public String name() {
    return "read";
  }

  @Override
  public String about() {
    return "%.0f messages/s by REST to %d rooms, each with %d members that are connected"
        .formatted(rate, rooms, perRoom);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof ChatTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench) throws InterruptedException {
    var plan = AudiencePlan.simple(Workbench.newName(), rooms * perRoom, rooms);
    return List.of(
        new DeliveryRun(
                name(), plan, new Pace.PerSecond(rate), timed.dividedBy(WARM_UP_SHARE), timed)
            .run(target, bench));
  }
}
