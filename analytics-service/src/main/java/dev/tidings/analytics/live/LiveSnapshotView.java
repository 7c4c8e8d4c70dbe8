package dev.tidings.analytics.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * The live numbers of a site at a moment. {@code METRICS_UPDATE} events continue it: one replaces
 * the bucket with the same {@code at} or is a new one.
 *
 * @param site the site's key
 * @param at the moment
 * @param bucketSeconds how long a bucket is
 * @param buckets the buckets of the last hour in which something happened, oldest first, the one
 *     that is not over yet included; those not listed are empty
 * @param currentVisitors different visitors of the last minutes
 * @param lastHour sums of these buckets, with each visitor counted once
 * @param totals sums of the present UTC day
 */
@RegisterForReflection
public record LiveSnapshotView(
    String site,
    Instant at,
    long bucketSeconds,
    List<BucketView> buckets,
    long currentVisitors,
    TotalsView lastHour,
    TotalsView totals) {

  public LiveSnapshotView {
    buckets = List.copyOf(buckets);
  }
}
