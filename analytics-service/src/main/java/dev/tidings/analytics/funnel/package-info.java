/**
 * Funnels: how many visitors went through some steps, one after the other (R-A4).
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.funnel;
