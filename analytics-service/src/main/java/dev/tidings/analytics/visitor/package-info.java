/**
 * Visitors without cookies and without their addresses (R-A3): an id that holds for a day and that
 * nobody can lead back to a person once the day's random salt is gone.
 *
 * <p>Owns the tables {@code visitor_salts} and {@code user_id_keys}; no topic.
 */
package dev.tidings.analytics.visitor;
