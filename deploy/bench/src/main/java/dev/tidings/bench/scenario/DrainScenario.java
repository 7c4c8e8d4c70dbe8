package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.ResumableTarget;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.util.List;

/**
 * One of two gateways is asked to end; its clients are told when to come, and resume at the other.
 */
public record DrainScenario(int subscribers, double rate) implements Scenario {

  private static final int PER_CHANNEL = 100;

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String about() {
    return "one of two gateways, with %,d subscribers, is asked to end; %.0f/s all the time"
        .formatted(subscribers, rate);
  }

  @Override
  public int gateways() {
    return 2;
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof ResumableTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var server = (ResumableTarget) target;
    var plan =
        AudiencePlan.simple(
                Workbench.newName(), subscribers, Math.max(1, subscribers / PER_CHANNEL))
            .thatReturns();
    Result result =
        new ReturnRun(name(), plan, rate, audience -> server.drain()).run(server, bench);
    server.awaitReady();
    return List.of(result);
  }
}
