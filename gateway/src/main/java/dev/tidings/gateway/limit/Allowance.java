package dev.tidings.gateway.limit;

import java.util.concurrent.TimeUnit;

/**
 * How much may be taken at once, and how fast it comes back. What one connection has taken of it is
 * a single number, which the connection keeps: the time at which everything is back, in nanoseconds
 * of a clock of its own origin.
 */
final class Allowance {

  private final double nanosEach;
  private final long burstNanos;

  /**
   * @param capacity what may be taken at once
   * @param refill how much comes back in a second
   */
  Allowance(long capacity, double refill) {
    nanosEach = TimeUnit.SECONDS.toNanos(1) / refill;
    burstNanos = (long) Math.ceil(capacity * nanosEach);
  }

  /** When everything is back once so much more is taken. */
  long taken(int count, long back, long now) {
    return (back - now > 0 ? back : now) + (long) (count * nanosEach);
  }

  /** How long it is until what has come to this may be taken; nothing or less: it may be now. */
  long nanosUntilAllowed(long taken, long now) {
    return taken - now - burstNanos;
  }
}
