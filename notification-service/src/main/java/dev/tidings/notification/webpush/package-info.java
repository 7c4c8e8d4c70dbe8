/**
 * The browser's notifications: subscriptions, and encrypted messages to the browsers' push services
 * (RFC 8030, RFC 8291, RFC 8292).
 *
 * <p>Owns the table {@code push_subscriptions}, and no topic; sends for {@link
 * dev.tidings.notification.delivery}. A subscription names the address that this service then sends
 * to, so only the origins of known push services are taken.
 */
package dev.tidings.notification.webpush;
