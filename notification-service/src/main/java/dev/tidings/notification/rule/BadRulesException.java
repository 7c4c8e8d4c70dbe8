package dev.tidings.notification.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that can't be used; names everything that is wrong with them. */
final class BadRulesException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  BadRulesException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n  ", "\n  ", "")));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, in the order of the files. */
  List<Fault> faults() {
    return faults;
  }
}
