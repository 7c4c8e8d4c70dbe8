package dev.tidings.gateway.drain;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When each client is told to go, and when its turn to connect elsewhere is. Turns are {@code
 * 1/pace} apart, never closer, also if somebody is told late. Times are nanoseconds since the drain
 * began. Used by the draining thread only.
 */
final class DrainPlan {

  private final double turnNanos;
  private final double tellNanos;
  private int told;
  private double lastTurn;

  /**
   * @param clients how many there are to begin with; more may come
   * @param pace turns a second
   * @param spread within which time those are told
   */
  DrainPlan(int clients, int pace, Duration spread) {
    turnNanos = (double) TimeUnit.SECONDS.toNanos(1) / pace;
    tellNanos = clients == 0 ? turnNanos : Math.min(turnNanos, (double) spread.toNanos() / clients);
    lastTurn = -turnNanos;
  }

  /** How many were told. */
  int told() {
    return told;
  }

  /** Whether the next client is to be told. */
  boolean isDue(long now) {
    return now >= told * tellNanos;
  }

  /** The next client is told now; returns how many milliseconds later its turn is. */
  long tell(long now) {
    told++;
    lastTurn = Math.max(lastTurn + turnNanos, now);
    return (long) Math.ceil((lastTurn - now) / TimeUnit.MILLISECONDS.toNanos(1));
  }
}
