package dev.tidings.gateway.limit;

import dev.tidings.gateway.protocol.FrameLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How much one connection may send. */
@Singleton
public final class TrafficRule {

  private static final Duration ABUSE_WINDOW = Duration.ofSeconds(10);

  private final LimitsConfig limits;
  private final TimeMeter time;

  @Inject
  TrafficRule(LimitsConfig limits) {
    this(limits, TimeMeter.SYSTEM_NANOTIME);
  }

  TrafficRule(LimitsConfig limits, TimeMeter time) {
    this.limits = limits;
    this.time = time;
  }

  Bucket frames() {
    return bucket(limits.frameBurst(), limits.framesPerSecond(), Duration.ofSeconds(1));
  }

  /** No smaller than the largest frame, which could never be sent otherwise. */
  Bucket bytes() {
    return bucket(byteCapacity(), limits.bytesPerSecond().asLongValue(), Duration.ofSeconds(1));
  }

  Bucket refusals() {
    return bucket(limits.refusedFrames(), limits.refusedFrames(), ABUSE_WINDOW);
  }

  /** Whether a connection with these may send as much as a new one. */
  boolean isFull(Bucket frames, Bucket bytes, Bucket refusals) {
    return frames.getAvailableTokens() >= limits.frameBurst()
        && bytes.getAvailableTokens() >= byteCapacity()
        && refusals.getAvailableTokens() >= limits.refusedFrames();
  }

  private long byteCapacity() {
    return Math.max(limits.byteBurst().asLongValue(), FrameLimits.DEFAULT.maxLength());
  }

  private Bucket bucket(long capacity, long refill, Duration every) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, every))
        .withCustomTimePrecision(time)
        .build();
  }
}
