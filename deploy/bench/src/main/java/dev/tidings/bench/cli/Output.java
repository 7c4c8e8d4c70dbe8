package dev.tidings.bench.cli;

import dev.tidings.bench.machine.Hardware;
import dev.tidings.bench.report.Aim;
import dev.tidings.bench.report.JsonLines;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.report.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says how it goes, keeps what was found, and shows all of it at the end. */
final class Output implements AutoCloseable {

  private final Hardware hardware = Hardware.here();
  private final List<Result> results = new ArrayList<>();
  private final PrintStream json;
  private boolean failed;

  private Output(PrintStream json) {
    this.json = json;
  }

  /**
   * Begins.
   *
   * @param json where the lines go; null if nobody wants them
   */
  static Output to(Path json) throws IOException {
    var output = new Output(json == null ? null : new PrintStream(Files.newOutputStream(json)));
    output.line(JsonLines.of(output.hardware));
    return output;
  }

  void say(String text) {
    System.err.println(text);
  }

  void add(Result result) {
    results.add(result);
    line(JsonLines.of(result));
    if (!result.isClean()) {
      say("  NOT CLEAN: " + result);
    }
  }

  /** Something could not be measured; what was found before is shown all the same. */
  void fail(Exception failure) {
    failed = true;
    say("FAILED: " + failure.getMessage());
  }

  private void line(String text) {
    if (json != null) {
      json.println(text);
    }
  }

  /**
   * Shows the tables.
   *
   * @return whether everything was as promised; speed is no part of it
   */
  boolean finish() {
    List<Aim> aims = Aim.of(results);
    aims.forEach(aim -> line(JsonLines.of(aim)));
    System.out.println();
    System.out.println(hardware.describe());
    System.out.println();
    System.out.print(new Tables(results).render());
    System.out.println();
    System.out.print(Tables.render(aims));
    return !failed && !results.isEmpty() && results.stream().allMatch(Result::isClean);
  }

  @Override
  public void close() {
    if (json != null) {
      json.close();
    }
  }
}
