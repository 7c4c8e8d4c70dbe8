package dev.tidings.bench.cli;

import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.util.List;

/** Scenarios that one server is asked in turns, again and again. */
record Rounds(List<Scenario> scenarios, int count) {

  Rounds {
    scenarios = List.copyOf(scenarios);
  }

  void ask(Target target, Workbench bench, Output output)
      throws TargetException, InterruptedException {
    for (int round = 0; round < count; round++) {
      for (Scenario scenario : scenarios) {
        output.say(scenario.name() + ": " + scenario.about());
        scenario.run(target, bench).forEach(output::add);
      }
    }
  }
}
