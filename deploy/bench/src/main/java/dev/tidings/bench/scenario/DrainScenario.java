package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.target.ResumableTarget;
import dev.tidings.bench.target.Target;
import dev.tidings.bench.target.TargetException;
import java.util.List;

/** The server is asked to end; its clients are told when to come back, and resume. */
public record DrainScenario(int subscribers, double rate) implements Scenario {

  private static final int PER_CHANNEL = 100;

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String about() {
    return "the gateway with %,d subscribers is asked to end; %.0f/s all the time"
        .formatted(subscribers, rate);
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
