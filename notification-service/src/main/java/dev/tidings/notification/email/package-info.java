/**
 * Notifications and digests by e-mail, as HTML and text, over the operator's SMTP server.
 *
 * <p>Owns no table and no topic; sends for {@link dev.tidings.notification.delivery} to the
 * addresses of {@link dev.tidings.notification.contact}.
 */
package dev.tidings.notification.email;
