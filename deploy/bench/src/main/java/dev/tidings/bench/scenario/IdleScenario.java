package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.machine.CpuMeter;
import dev.tidings.bench.report.IdleResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.target.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many connections that do nothing, in small workspaces. */
public record IdleScenario(int connections) implements Scenario {

  private static final int PER_CHANNEL = 10;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String about() {
    return "%,d connections that do nothing: connect rate, memory, CPU".formatted(connections);
  }

  @Override
  public boolean suits(Target target) {
    return true;
  }

  @Override
  public List<Result> run(Target target, Workbench bench) throws InterruptedException {
    var plan =
        AudiencePlan.simple(
                Workbench.newName(), connections, Math.max(1, connections / PER_CHANNEL))
            .inWorkspacesOf(PER_CHANNEL);
    try (Audience audience = Audience.prepare(bench.loop(), target, plan, bench.newLedger())) {
      bench.awaitQuiet(target);
      target.collectGarbage();
      long before = Workbench.memory(target);
      Audience.Arrival arrival = audience.connect(Workbench.CONNECT_PATIENCE);
      bench.awaitQuiet(target);
      CpuMeter meter =
          CpuMeter.start(target.serverProcesses(), target.brokerProcesses(), bench.loop());
      TimeUnit.MILLISECONDS.sleep(bench.settle().toMillis());
      double idleCores = meter.read().serverCores();
      long after = Workbench.memory(target);
      target.collectGarbage();
      long collected = Workbench.memory(target);
      return List.of(
          new IdleResult(
              name(),
              target.name(),
              arrival.ready(),
              arrival.refusals(),
              arrival.ready() / arrival.seconds(),
              audience.closures(),
              perConnection(after, before, arrival.ready()),
              perConnection(collected, before, arrival.ready()),
              idleCores));
    }
  }

  private static long perConnection(long after, long before, int connections) {
    return before < 0 || connections == 0 ? -1 : (after - before) / connections;
  }
}
