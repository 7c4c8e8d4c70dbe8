package dev.tidings.bench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every group. */
final class RunOptions {

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "8",
      description = "How long is measured with a watch (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often; tables show the round in the middle (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write everything that was measured as JSON lines, one per result.")
  private Path json;

  @Option(names = "--keep", description = "Keep the data and logs of the system that was measured.")
  private boolean keep;

  int seconds() {
    return seconds;
  }

  int rounds() {
    return rounds;
  }

  /** Null if there is to be none. */
  Path json() {
    return json;
  }

  boolean keep() {
    return keep;
  }

  boolean areSensible() {
    return seconds > 0 && rounds > 0;
  }
}
