package dev.tidings.presence.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.presence.PresenceProblem;
import dev.tidings.presence.person.PersonKey;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * One token bucket for everybody who asks. A bucket that was not used for longer than it takes to
 * fill is as good as a new one and is forgotten. Behind a proxy, because the filter that asks is
 * made before there is any configuration. Safe for use by several threads.
 */
@ApplicationScoped
public class RequestLimits {

  private final Cache<PersonKey, Bucket> buckets;
  private final int perSecond;
  private final int burst;
  private final TimeMeter time;
  private final Counter refused;

  @Inject
  RequestLimits(LimitsConfig limits, MeterRegistry metrics) {
    this(limits, metrics, TimeMeter.SYSTEM_NANOTIME);
  }

  RequestLimits(LimitsConfig limits, MeterRegistry metrics, TimeMeter time) {
    this.perSecond = limits.requestsPerUser();
    this.burst = limits.requestBurstPerUser();
    this.time = time;
    this.refused =
        Counter.builder("tidings.presence.refused")
            .description("Requests that were refused because of a limit")
            .register(metrics);
    this.buckets =
        Caffeine.newBuilder().expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1L)).build();
  }

  /**
   * Lets a request on.
   *
   * @throws ProblemException {@code rate-limited}, with the time after which another may be made
   */
  public void admit(CurrentUser user) {
    ConsumptionProbe probe =
        buckets
            .get(new PersonKey(user.workspace(), user.id()), _ -> bucket())
            .tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      refused.increment();
      throw new ProblemException(PresenceProblem.RATE_LIMITED, "You ask for more than one may.")
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
