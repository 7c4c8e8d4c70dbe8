package dev.tidings.notification.email;

/**
 * What a mail says where it differs from the notification that it is of.
 *
 * @param subject its subject; null for the notification's title
 * @param body its text; null for the notification's body
 */
public record MailText(String subject, String body) {

  /** Nothing differs. */
  static final MailText NONE = new MailText(null, null);
}
