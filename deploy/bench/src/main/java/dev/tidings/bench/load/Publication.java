package dev.tidings.bench.load;

import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.server.Publisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/**
 * Publishes the messages of a run, in turn to each channel, in the calling thread. Each channel has
 * a sequence of its own, which goes on from phase to phase.
 */
public final class Publication {

  private final Ledger ledger;
  private final Publisher publisher;
  private final List<String> channels;
  private final IntUnaryOperator listeners;
  private final int[] sequences;
  private final Duration patience;
  private final double meanListeners;

  private int next;
  private long published;
  private long expected;
  private boolean stalled;

  /**
   * @param listeners how many subscribers each channel has
   * @param patience without any delivery for so long, what is missing is lost
   */
  public Publication(
      Ledger ledger,
      Publisher publisher,
      List<String> channels,
      IntUnaryOperator listeners,
      Duration patience) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.channels = channels;
    this.listeners = listeners;
    this.patience = patience;
    this.sequences = new int[channels.size()];
    long all = 0;
    for (int i = 0; i < channels.size(); i++) {
      all += listeners.applyAsInt(i);
    }
    this.meanListeners = (double) all / channels.size();
  }

  /**
   * An open loop: message k leaves at its time, or as soon as possible after it, whether or not
   * those before it have been delivered.
   *
   * @param rate messages per second
   * @param timed whether these count for the latencies
   */
  public void onSchedule(double rate, Duration duration, boolean timed) {
    double interval = 1e9 / rate;
    long count = (long) Math.ceil(duration.toNanos() / interval);
    long begin = System.nanoTime();
    for (long k = 0; k < count; k++) {
      long due = begin + (long) (k * interval);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      publish(due, timed);
    }
  }

  /**
   * A closed loop: the next message leaves when fewer than {@code inFlight} are not yet delivered
   * to everyone.
   */
  public void asFastAsDelivered(int inFlight, Duration duration, boolean timed)
      throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    long behind = Math.round((inFlight - 1) * meanListeners);
    while (System.nanoTime() < end) {
      if (ledger.deliveries() < expected - behind && !ledger.await(expected - behind, patience)) {
        stalled = true;
        return;
      }
      publish(System.nanoTime(), timed);
    }
  }

  private void publish(long due, boolean timed) {
    int channel = next;
    next = next + 1 == sequences.length ? 0 : next + 1;
    long now = System.nanoTime();
    publisher.publish(
        channels.get(channel), ledger.payload(channel, sequences[channel]++, now, due, timed));
    published++;
    expected += listeners.applyAsInt(channel);
  }

  /**
   * Waits until everything is delivered, or nothing has come for some seconds.
   *
   * @return whether everything is
   */
  public boolean awaitDeliveries() throws InterruptedException {
    return ledger.await(expected, patience);
  }

  /** Messages published so far. */
  public long published() {
    return published;
  }

  /** Messages published so far, per channel. */
  public int[] sequences() {
    return sequences.clone();
  }

  /** Deliveries that everything published so far has to cause. */
  public long expected() {
    return expected;
  }

  /** Whether a closed loop was given up because nothing was delivered any more. */
  public boolean hasStalled() {
    return stalled;
  }
}
