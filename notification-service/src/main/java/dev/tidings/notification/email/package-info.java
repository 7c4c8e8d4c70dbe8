/**
 * Notifications and digests by e-mail, as HTML and text, over the operator's SMTP server.
 *
 * <p>Owns the table {@code mail_texts} and no topic; sends for {@link
 * dev.tidings.notification.delivery} to the addresses of {@link dev.tidings.notification.contact}.
 */
package dev.tidings.notification.email;
