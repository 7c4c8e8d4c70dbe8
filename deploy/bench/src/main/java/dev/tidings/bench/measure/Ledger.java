package dev.tidings.bench.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * All deliveries of a run. Written in the loop's thread; other threads may read {@link
 * #deliveries()} and wait, everything else they read in the loop's thread.
 */
public final class Ledger {

  private static final int NANOS_PER_MICRO = 1_000;

  /** Three digits: 0.1 % of the value. */
  private static final int DIGITS = 3;

  private final int run;
  private final int size;
  private final Histogram latency = new Histogram(DIGITS);
  private final Histogram dueLatency = new Histogram(DIGITS);

  private long delivered;
  private long timedDelivered;
  private long duplicated;
  private long outOfOrder;
  private long misrouted;
  private long stale;
  private long garbled;
  private long lastArrival;
  private int hint;

  private volatile long deliveries;
  private volatile Thread waiting;

  /**
   * @param run tells this run's messages from those of others
   * @param size bytes of a payload
   */
  public Ledger(int run, int size) {
    if (size < Stamp.LENGTH) {
      throw new IllegalArgumentException("a payload needs " + Stamp.LENGTH + " bytes or more");
    }
    this.run = run;
    this.size = size;
  }

  /** Empty books of the same run, for those whose deliveries don't count. */
  public Ledger empty() {
    return new Ledger(run, size);
  }

  /** The smallest payload that has room for what a message says about itself. */
  public static int smallestPayload() {
    return Stamp.LENGTH;
  }

  /**
   * A message to publish.
   *
   * @param due when it was to be sent, as {@link System#nanoTime()}
   */
  public byte[] payload(int channel, int sequence, long sent, long due, boolean timed) {
    return Stamp.payload(size, run, channel, sequence, sent, due, timed);
  }

  /**
   * Takes note of all messages in a frame.
   *
   * @return whether there was any
   */
  public boolean record(
      SequenceCheck check, int channel, byte[] bytes, int from, int to, long arrived) {
    int at = Stamp.find(bytes, from, to, from + hint);
    if (at < 0) {
      return false;
    }
    hint = at - from;
    do {
      recordOne(check, channel, bytes, at, to, arrived);
      // What is left after a payload holds another one only if it is long enough.
      int rest = at + size;
      at = to - rest < size ? -1 : Stamp.find(bytes, rest, to, rest);
    } while (at >= 0);
    return true;
  }

  private void recordOne(
      SequenceCheck check, int channel, byte[] bytes, int at, int to, long arrived) {
    if (!Stamp.isReadable(bytes, at, to)) {
      garbled++;
    } else if (Stamp.run(bytes, at) != run) {
      stale++;
    } else if (Stamp.channel(bytes, at) != channel) {
      misrouted++;
    } else {
      switch (check.arrived(Stamp.sequence(bytes, at))) {
        case DUPLICATE -> duplicated++;
        case LATE -> {
          outOfOrder++;
          first(bytes, at, arrived);
        }
        case IN_ORDER -> first(bytes, at, arrived);
      }
    }
  }

  private void first(byte[] bytes, int at, long arrived) {
    delivered++;
    lastArrival = arrived;
    if (Stamp.isTimed(bytes, at)) {
      timedDelivered++;
      record(latency, arrived - Stamp.sent(bytes, at));
      record(dueLatency, arrived - Stamp.due(bytes, at));
    }
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.max(0, nanos) / NANOS_PER_MICRO);
  }

  /** Shows other threads how far the run is and wakes who waits; after each round of reading. */
  public void announce() {
    if (deliveries != delivered) {
      deliveries = delivered;
      LockSupport.unpark(waiting);
    }
  }

  /** Messages delivered for the first time, as of the last {@link #announce()}. */
  public long deliveries() {
    return deliveries;
  }

  /**
   * Waits until so many deliveries have come, or there was none for the patience.
   *
   * @return whether they have come
   */
  public boolean await(long wanted, Duration patience) throws InterruptedException {
    waiting = Thread.currentThread();
    try {
      long seen = deliveries;
      long since = System.nanoTime();
      while (deliveries < wanted) {
        LockSupport.parkNanos(5_000_000);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        long now = deliveries;
        if (now != seen) {
          seen = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
          return false;
        }
      }
      return true;
    } finally {
      waiting = null;
    }
  }

  /** Deliveries of the timed phase; in the loop's thread. */
  public long timedDeliveries() {
    return timedDelivered;
  }

  /** When the last new message came, as {@link System#nanoTime()}; in the loop's thread. */
  public long lastArrival() {
    return lastArrival;
  }

  /** What was wrong so far, apart from what is missing; in the loop's thread. */
  public Faults faults() {
    return new Faults(0, duplicated, outOfOrder, misrouted, stale, garbled);
  }

  /** From the publisher's send to the subscriber's read; in the loop's thread. */
  public Latencies latencies() {
    return Latencies.of(latency);
  }

  /** From the time at which the message was due to the subscriber's read; in the loop's thread. */
  public Latencies dueLatencies() {
    return Latencies.of(dueLatency);
  }
}
