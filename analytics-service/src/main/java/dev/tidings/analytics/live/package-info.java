/**
 * Live numbers (R-A5): 5-second buckets of the last hour and the sums of the day, announced on
 * {@code dashboard:live} of a site's workspace, and readable as a snapshot.
 *
 * <p>Owns the tables {@code live_buckets} and {@code site_days}. Publishes {@code METRICS_UPDATE}
 * on {@code analytics.live.v1}.
 */
package dev.tidings.analytics.live;
