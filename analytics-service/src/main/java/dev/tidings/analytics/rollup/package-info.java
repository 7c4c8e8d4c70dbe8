/**
 * Sums by hour and by day, for each value of each dimension (R-A4): what makes reports over months
 * quick. They are never the truth: an hour in which something has changed is stale until it is
 * summed up again, and is read from its rows until then.
 *
 * <p>Owns the tables {@code rollups}, {@code stale_hours} and {@code stale_days}; no topic.
 */
package dev.tidings.analytics.rollup;
