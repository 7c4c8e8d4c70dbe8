package dev.tidings.local.process;

import java.time.Duration;

/**
 * How long to wait before the next try: doubled with every failure in a row, up to a limit.
 * Immutable.
 */
record BackOff(int failures) {

  static final BackOff NONE = new BackOff(0);

  /** From so many failures in a row on, a process is called failed. */
  private static final int FAILED_AFTER = 3;

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int DOUBLINGS_TO_LONGEST = 6;

  BackOff next() {
    return new BackOff(failures + 1);
  }

  Duration delay() {
    Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_TO_LONGEST));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  ProcessState state(String reason) {
    return failures >= FAILED_AFTER
        ? new ProcessState.Failed(reason, delay())
        : new ProcessState.Restarting(reason, delay());
  }
}
