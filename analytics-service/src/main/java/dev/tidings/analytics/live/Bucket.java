package dev.tidings.analytics.live;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of five seconds, aligned to the epoch and so, in UTC, to every minute, hour and day: a
 * bucket never spans two days.
 *
 * @param start its first instant
 */
public record Bucket(Instant start) {

  /** How long a bucket is. */
  public static final Duration WIDTH = Duration.ofSeconds(5);

  public Bucket {
    if (start.getNano() != 0 || Math.floorMod(start.getEpochSecond(), WIDTH.toSeconds()) != 0) {
      throw new IllegalArgumentException("No bucket starts at " + start);
    }
  }

  /** The bucket that an instant falls into. */
  public static Bucket of(Instant instant) {
    return new Bucket(
        Instant.ofEpochSecond(
            Math.floorDiv(instant.getEpochSecond(), WIDTH.toSeconds()) * WIDTH.toSeconds()));
  }

  /** The first instant after the bucket. */
  public Instant end() {
    return start.plus(WIDTH);
  }

  /** The bucket that follows. */
  public Bucket next() {
    return new Bucket(end());
  }
}
