/**
 * Goals: pages that visitors should see and events that should happen, and how many got there
 * (R-A4).
 *
 * <p>Owns the table {@code goals}; no topic.
 */
package dev.tidings.analytics.goal;
