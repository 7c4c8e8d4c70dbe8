package dev.tidings.bench.cli;

import dev.tidings.bench.scenario.Scenario;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Scenarios by their names. */
final class ScenarioChoice {

  private ScenarioChoice() {}

  /**
   * Those that are named, in their own order; all if none is.
   *
   * @param spec of the command that is wrong if there is no such scenario
   */
  static List<Scenario> of(List<Scenario> all, List<String> names, CommandSpec spec) {
    List<String> known = all.stream().map(Scenario::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no scenario \"%s\"; there are %s.".formatted(name, String.join(", ", known)));
      }
    }
    return all.stream().filter(each -> names.isEmpty() || names.contains(each.name())).toList();
  }

  /** A line of help for each. */
  static String[] lines(List<Scenario> all) {
    return all.stream()
        .map(each -> "  %-13s %s".formatted(each.name(), each.about()))
        .toArray(String[]::new);
  }
}
