package dev.tidings.gateway.limit;

import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How many may connect at a time, so that a storm is spread rather than suffered. Those who come
 * back after an interruption have a share of their own: they cost less, and newcomers must not keep
 * them out. Safe for use by several threads.
 */
@Singleton
public final class ConnectRate {

  private final Bucket connects;
  private final Bucket resumes;
  private final MeterRegistry metrics;

  @Inject
  ConnectRate(LimitsConfig limits, MeterRegistry metrics) {
    this(limits, metrics, TimeMeter.SYSTEM_NANOTIME);
  }

  ConnectRate(LimitsConfig limits, MeterRegistry metrics, TimeMeter time) {
    this.connects = bucket(limits.connectRate(), time);
    this.resumes = bucket(limits.resumeRate(), time);
    this.metrics = metrics;
  }

  /**
   * Lets one more connect.
   *
   * @param resume whether the client says that it comes back
   * @throws ProblemException {@code rate-limited} if too many do right now
   */
  public void admit(boolean resume) {
    ConsumptionProbe probe = (resume ? resumes : connects).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      metrics
          .counter("tidings.gateway.refused", "limit", resume ? "ResumeRate" : "ConnectRate")
          .increment();
      throw new ProblemException(LimitProblem.RATE_LIMITED, "Too many connect at once.")
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static Bucket bucket(int perSecond, TimeMeter time) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
