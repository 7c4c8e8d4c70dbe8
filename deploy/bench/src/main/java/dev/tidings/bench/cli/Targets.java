package dev.tidings.bench.cli;

import dev.tidings.bench.server.Target;
import java.util.ArrayList;
import java.util.List;

/** The servers under test. They take turns; all are ended together, the last one first. */
final class Targets implements AutoCloseable {

  private final List<Target> targets = new ArrayList<>();

  void add(Target target) {
    targets.add(target);
  }

  List<Target> list() {
    return targets;
  }

  @Override
  public void close() {
    targets.reversed().forEach(Target::close);
  }
}
