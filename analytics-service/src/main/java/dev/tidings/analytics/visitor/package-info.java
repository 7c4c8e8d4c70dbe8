/**
 * Visitors without cookies and without their addresses (R-A3): an id that holds for a day and that
 * nobody can lead back to a person once the day's random salt is gone.
 *
 * <p>Owns the table {@code visitor_salts}; no topic.
 */
package dev.tidings.analytics.visitor;
