package dev.tidings.analytics.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts who got how far. A visitor reaches a step by a hit that comes after one that reached the
 * step before, all within the window from the first step on. For each step it is enough to remember
 * the latest first step of a chain that got there: whatever an earlier one can still reach, that
 * one can too.
 */
final class FunnelCount {

  private static final long NONE = Long.MIN_VALUE;

  private final int steps;
  private final long windowMs;
  private final long[] reached;
  private final List<List<Long>> millis = new ArrayList<>();

  FunnelCount(int steps, long windowMs) {
    this.steps = steps;
    this.windowMs = windowMs;
    this.reached = new long[steps];
    for (int i = 0; i < steps; i++) {
      millis.add(new ArrayList<>());
    }
  }

  /**
   * Adds a visitor.
   *
   * @param times of the hits in epoch milliseconds, in the hits' order
   * @param masks which steps each of them is, a bit for each step
   */
  void add(long[] times, int[] masks) {
    long[] start = new long[steps];
    Arrays.fill(start, NONE);
    int furthest = -1;
    for (int i = 0; i < times.length; i++) {
      // The last step first: one hit takes a chain only one step further.
      for (int step = steps - 1; step >= 0; step--) {
        if ((masks[i] & 1 << step) == 0) {
          continue;
        }
        long begun = step == 0 ? times[i] : start[step - 1];
        if (begun != NONE && times[i] - begun <= windowMs) {
          start[step] = begun;
          if (step > furthest) {
            furthest = step;
            reached[step]++;
            millis.get(step).add(times[i] - begun);
          }
        }
      }
    }
  }

  /** How many visitors reached the step. */
  long reached(int step) {
    return reached[step];
  }

  /** Half of those who reached the step needed no longer for it; null if nobody did. */
  Long medianMs(int step) {
    List<Long> sorted = millis.get(step).stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
  }
}
