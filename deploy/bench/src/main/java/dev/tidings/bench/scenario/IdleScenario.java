package dev.tidings.bench.scenario;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.audience.AudiencePlan;
import dev.tidings.bench.machine.CpuMeter;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.machine.Memory;
import dev.tidings.bench.report.IdleResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

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
      Optional<Memory> before = Memory.of(target.serverProcesses());
      CpuMeter arriving =
          CpuMeter.start(target.serverProcesses(), target.brokerProcesses(), bench.loop());
      Audience.Arrival arrival = audience.connect(Workbench.CONNECT_PATIENCE);
      CpuUse arrivalCpu = arriving.read();
      bench.awaitQuiet(target);
      CpuMeter meter =
          CpuMeter.start(target.serverProcesses(), target.brokerProcesses(), bench.loop());
      TimeUnit.MILLISECONDS.sleep(bench.settle().toMillis());
      double idleCores = meter.read().serverCores();
      Optional<Memory> after = Memory.of(target.serverProcesses());
      target.collectGarbage();
      Optional<Memory> collected = Memory.of(target.serverProcesses());
      int ready = arrival.ready();
      return List.of(
          new IdleResult(
              name(),
              target.name(),
              ready,
              arrival.refusals(),
              ready / arrival.seconds(),
              arrivalCpu.serverSeconds() * 1e6 / Math.max(1, ready),
              arrivalCpu,
              audience.closures(),
              growth(before, after, Memory::privateBytes, ready),
              growth(before, after, Memory::residentBytes, ready),
              growth(before, collected, Memory::privateBytes, ready),
              idleCores));
    }
  }

  private static long growth(
      Optional<Memory> before, Optional<Memory> after, ToLongFunction<Memory> of, int connections) {
    return before.isEmpty() || after.isEmpty() || connections == 0
        ? -1
        : (of.applyAsLong(after.get()) - of.applyAsLong(before.get())) / connections;
  }
}
