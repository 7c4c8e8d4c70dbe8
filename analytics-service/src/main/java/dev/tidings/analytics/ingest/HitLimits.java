package dev.tidings.analytics.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.visitor.AddressKeys;
import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How many hits are taken: by address, so that one sender does not drown a site, and by site, so
 * that one site does not drown the others. A bucket that was not asked for longer than it takes to
 * fill is as good as a new one and is forgotten. Safe for use by several threads.
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS")
@Singleton
final class HitLimits {

  /** More senders than a replica can serve in the time that a bucket takes to fill. */
  private static final int MAX_BUCKETS = 200_000;

  private final AddressKeys keys;
  private final Rate addressRate;
  private final Rate siteRate;
  private final TimeMeter time;
  private final Cache<String, Bucket> addresses;
  private final Cache<String, Bucket> sites;

  @Inject
  HitLimits(IngestConfig config, AddressKeys keys) {
    this(config, keys, TimeMeter.SYSTEM_NANOTIME);
  }

  HitLimits(IngestConfig config, AddressKeys keys, TimeMeter time) {
    this.keys = keys;
    this.time = time;
    this.addressRate = new Rate(config.hitsPerAddress(), config.burstPerAddress());
    this.siteRate = new Rate(config.hitsPerSite(), config.burstPerSite());
    this.addresses = buckets(addressRate);
    this.sites = buckets(siteRate);
  }

  private record Rate(int perSecond, int burst) {
    Duration timeToFill() {
      return Duration.ofSeconds(burst / perSecond + 1L);
    }
  }

  /**
   * Lets hits on.
   *
   * @throws ProblemException {@code rate-limited}
   */
  void admit(Site site, Sender sender, int hits) {
    if (!sender.server()) {
      take(
          addresses,
          addressRate,
          site.key() + " " + keys.of(sender.address()),
          hits,
          "Your address sends more hits than one may.");
    }
    take(sites, siteRate, site.key(), hits, "The site gets more hits than it may.");
  }

  private void take(Cache<String, Bucket> buckets, Rate rate, String key, int hits, String detail) {
    ConsumptionProbe probe =
        buckets.get(key, _ -> bucket(rate)).tryConsumeAndReturnRemaining(Math.max(1, hits));
    if (!probe.isConsumed()) {
      throw new ProblemException(AnalyticsProblem.RATE_LIMITED, detail)
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private static Cache<String, Bucket> buckets(Rate rate) {
    return Caffeine.newBuilder()
        .maximumSize(MAX_BUCKETS)
        .expireAfterAccess(rate.timeToFill())
        .build();
  }

  private Bucket bucket(Rate rate) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(rate.burst).refillGreedy(rate.perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
