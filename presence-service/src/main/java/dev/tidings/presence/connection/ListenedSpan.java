package dev.tidings.presence.connection;

import java.time.Duration;
import java.time.Instant;

/**
 * A time over which everything that the gateways of one log partition published was handled in
 * time: only silence within it says anything about a gateway.
 *
 * @param partition the partition of the gateways' log
 * @param since the span's beginning
 * @param until the span's end; every record published before it has been handled
 */
public record ListenedSpan(int partition, Instant since, Instant until) {

  /** How long the span is. */
  public Duration length() {
    return Duration.between(since, until);
  }
}
