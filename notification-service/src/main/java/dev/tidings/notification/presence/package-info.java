/**
 * Who is at a device and may see a notification by themselves.
 *
 * <p>Owns the table {@code present_people}, filled by {@link
 * dev.tidings.notification.upstream.presence}; publishes no event.
 */
package dev.tidings.notification.presence;
