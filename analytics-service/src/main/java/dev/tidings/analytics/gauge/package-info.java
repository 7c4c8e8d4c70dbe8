/**
 * Numbers that other services push to dashboards (R-A6): followers, engagement, the progress of
 * posts and campaigns. The gateway shows them as they come; here they are kept, so that a dashboard
 * that is opened later begins with the newest ones.
 *
 * <p>Owns the tables {@code gauges} and {@code gauge_points}; publishes nothing.
 */
package dev.tidings.analytics.gauge;
