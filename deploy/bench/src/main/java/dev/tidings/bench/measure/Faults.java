package dev.tidings.bench.measure;

/**
 * What must not happen, per connection and message.
 *
 * @param lost published while the subscriber was subscribed, and never delivered
 * @param duplicated delivered again
 * @param outOfOrder delivered after a later message of the channel
 * @param misrouted of another channel
 * @param stale of another run
 * @param garbled could not be read
 */
public record Faults(
    long lost, long duplicated, long outOfOrder, long misrouted, long stale, long garbled) {

  /** The same with a number of lost ones. */
  public Faults withLost(long lost) {
    return new Faults(lost, duplicated, outOfOrder, misrouted, stale, garbled);
  }

  /** Whether nothing was wrong. */
  public boolean none() {
    return lost + duplicated + outOfOrder + misrouted + stale + garbled == 0;
  }
}
