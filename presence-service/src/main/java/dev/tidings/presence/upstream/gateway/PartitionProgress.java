package dev.tidings.presence.upstream.gateway;

import dev.tidings.presence.connection.ListenedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far one partition has been handled, and so up to when it has been listened to. Thread-safe:
 * the consumer's thread reports what it has handled, the sweeper's what Kafka has.
 */
final class PartitionProgress {

  private final int partition;
  private final Duration maxGap;
  private long next;
  private Instant askedAt;
  private long endThen;
  private Instant since;
  private Instant until;

  /**
   * @param next the first offset that has not been handled
   * @param maxGap the longest time between two looks that still counts as one span
   */
  PartitionProgress(int partition, long next, Duration maxGap) {
    this.partition = partition;
    this.next = next;
    this.maxGap = maxGap;
  }

  /** The record at the offset, and all before it, have been handled. */
  synchronized void handled(long offset) {
    next = Math.max(next, offset + 1);
  }

  /**
   * Takes note of where the partition ended, asked at the given time. While an earlier end has not
   * been reached, a later one is not looked at: under load the end is always ahead. After a gap,
   * and when the clock was set back, the span begins anew.
   *
   * @return the span that has been listened to up to now; empty before the consumer has first
   *     caught up
   */
  synchronized Optional<ListenedSpan> observe(Instant now, long end) {
    settle();
    if (askedAt == null) {
      askedAt = now;
      endThen = end;
      settle();
    }
    return until == null
        ? Optional.empty()
        : Optional.of(new ListenedSpan(partition, since, until));
  }

  private void settle() {
    if (askedAt == null || next < endThen) {
      return;
    }
    if (until == null
        || askedAt.isBefore(until)
        || Duration.between(until, askedAt).compareTo(maxGap) > 0) {
      since = askedAt;
    }
    until = askedAt;
    askedAt = null;
  }
}
