package dev.tidings.bench.scenario;

import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.util.List;

/** One question to a server. */
public interface Scenario {

  /** A word, to choose it by. */
  String name();

  /** A line of help. */
  String about();

  /** Whether it can be asked this server. */
  boolean suits(Target target);

  /** How many gateways it takes. */
  default int gateways() {
    return 1;
  }

  /** Asks it. What it connects and publishes with is closed on return. */
  List<Result> run(Target target, Workbench workbench) throws TargetException, InterruptedException;
}
