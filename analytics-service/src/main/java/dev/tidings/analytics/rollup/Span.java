package dev.tidings.analytics.rollup;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
public record Span(Instant from, Instant to) {

  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("A span ends after it begins: " + from + " to " + to);
    }
  }

  boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}
