package dev.tidings.bench.measure;

import java.util.BitSet;

/**
 * Which messages of a channel one subscriber has: exact, one bit for each message after the first
 * one missing and no memory at all while nothing is missing. Not thread-safe.
 */
public final class SequenceCheck {

  /** What the arrival of a message means. */
  public enum Verdict {
    /** The first time, after all that came before it. */
    IN_ORDER,
    /** The first time, but later than one that was published after it. */
    LATE,
    /** Again. */
    DUPLICATE
  }

  /** All below are here. */
  private int complete;

  private int highest = -1;

  /** Of those from {@link #complete} on the ones that are here. */
  private BitSet beyond;

  /** Takes note of a message with a sequence number from 0 on. */
  public Verdict arrived(int sequence) {
    if (sequence == complete && beyond == null) {
      complete++;
      highest = sequence;
      return Verdict.IN_ORDER;
    }
    if (sequence < complete || beyond != null && beyond.get(sequence)) {
      return Verdict.DUPLICATE;
    }
    if (beyond == null) {
      beyond = new BitSet();
    }
    beyond.set(sequence);
    boolean late = sequence < highest;
    highest = Math.max(highest, sequence);
    if (sequence == complete) {
      complete = beyond.nextClearBit(complete);
      if (complete > highest) {
        beyond = null;
      }
    }
    return late ? Verdict.LATE : Verdict.IN_ORDER;
  }

  /** How many of the first {@code published} messages are not here. */
  public int missing(int published) {
    int here = Math.min(complete, published);
    if (beyond != null && published > complete) {
      here += beyond.get(complete, published).cardinality();
    }
    return published - here;
  }
}
