package dev.tidings.analytics.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * {@code METRICS_UPDATE}: what a bucket holds. A later update with the same site and {@code at}
 * replaces an earlier one. An idle site sends one update of an empty bucket, then none.
 *
 * @param site the site's key
 * @param at when the bucket starts
 * @param bucketSeconds how long it is
 * @param pageviews page views in the bucket
 * @param visitors different visitors in the bucket
 * @param events events in the bucket that the site has names for
 * @param currentVisitors different visitors of the minutes before
 * @param totals sums of the UTC day in which this was announced, up to then
 */
@RegisterForReflection
public record MetricsUpdate(
    String site,
    Instant at,
    long bucketSeconds,
    long pageviews,
    long visitors,
    long events,
    long currentVisitors,
    TotalsView totals)
    implements LiveEvent {

  static MetricsUpdate of(String site, BucketView bucket, long currentVisitors, TotalsView totals) {
    return new MetricsUpdate(
        site,
        bucket.at(),
        Bucket.WIDTH.toSeconds(),
        bucket.pageviews(),
        bucket.visitors(),
        bucket.events(),
        currentVisitors,
        totals);
  }

  @Override
  @JsonIgnore
  public String type() {
    return "METRICS_UPDATE";
  }
}
