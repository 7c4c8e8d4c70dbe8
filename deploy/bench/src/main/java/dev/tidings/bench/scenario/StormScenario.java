package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.ResumableTarget;
import dev.tidings.bench.server.Target;
import java.util.List;

/** All connections break at once, and everybody comes back at once. */
public record StormScenario(int subscribers, double rate) implements Scenario {

  private static final int PER_CHANNEL = 100;

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String about() {
    return "%,d subscribers lose their connections at once and resume; %.0f/s all the time"
        .formatted(subscribers, rate);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof ResumableTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench) throws InterruptedException {
    var plan =
        AudiencePlan.simple(
                Workbench.newName(), subscribers, Math.max(1, subscribers / PER_CHANNEL))
            .thatReturns();
    return List.of(
        new ReturnRun(name(), plan, rate, Audience::dropAll).run((ResumableTarget) target, bench));
  }
}
