/**
 * Funnels: how many visitors went through some steps, one after the other (R-A4).
 *
 * <p>Owns the tables {@code funnels} and {@code funnel_steps}; no topic.
 */
package dev.tidings.analytics.funnel;
