/**
 * How each person wants to be notified: per type and channel, with a mute, quiet hours and digests,
 * all in the person's time zone (R-N4).
 *
 * <p>Owns the table {@code notification_preferences}; publishes no event. What it says is applied
 * by {@link dev.tidings.notification.delivery}, when a notification comes and again when it is due.
 *
 * <p>Local times meet clocks that are changed by one rule, {@link
 * dev.tidings.notification.preference.LocalEdge}.
 */
package dev.tidings.notification.preference;
