package dev.tidings.chat.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.chat.ChatProblem;
import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;

/**
 * One token bucket for everybody who is counted. A bucket that was not asked for longer than it
 * takes to fill is as good as a new one and is forgotten. Safe for use by several threads.
 */
final class Buckets<K> {

  private final Cache<K, Bucket> buckets;
  private final int perSecond;
  private final int burst;
  private final TimeMeter time;
  private final Counter refused;

  /**
   * Buckets that are full at first.
   *
   * @param perSecond how much each gets
   * @param burst how much each holds
   */
  Buckets(int perSecond, int burst, TimeMeter time, Counter refused) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.time = time;
    this.refused = refused;
    this.buckets =
        Caffeine.newBuilder().expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1L)).build();
  }

  /**
   * Counts one.
   *
   * @throws ProblemException {@code rate-limited}, with the time after which there is one to be had
   */
  void take(K key, String detail) {
    ConsumptionProbe probe = buckets.get(key, _ -> bucket()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      refused.increment();
      throw new ProblemException(ChatProblem.RATE_LIMITED, detail)
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
