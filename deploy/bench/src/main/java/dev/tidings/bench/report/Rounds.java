package dev.tidings.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of which some are of the same scenario and server, in several rounds. */
record Rounds(List<? extends Result> results) {

  /** Of each scenario and server the result in the middle. */
  <T extends Result> List<T> middles(Class<T> kind, Comparator<T> order) {
    Map<String, List<T>> rounds = new LinkedHashMap<>();
    for (Result each : results) {
      if (kind.isInstance(each)) {
        rounds
            .computeIfAbsent(each.scenario() + " " + each.target(), key -> new ArrayList<>())
            .add(kind.cast(each));
      }
    }
    return rounds.values().stream()
        .map(round -> round.stream().sorted(order).toList().get((round.size() - 1) / 2))
        .toList();
  }
}
