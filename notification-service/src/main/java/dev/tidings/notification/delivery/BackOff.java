package dev.tidings.notification.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: twice as long each time, and a random part of that, so that
 * what failed together is not tried again together.
 */
final class BackOff {

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  BackOff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /**
   * The wait after a failure.
   *
   * @param attempts how many there were, at least one
   * @param asked the least that the channel asks for; null for nothing
   */
  Duration after(int attempts, Duration asked) {
    long most = longest.toMillis();
    long doubled = first.toMillis();
    for (int i = 1; i < attempts && doubled < most; i++) {
      doubled *= 2;
    }
    long limit = Math.min(doubled, most);
    Duration wait = Duration.ofMillis(limit / 2 + random.nextLong(limit / 2 + 1));
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }
}
