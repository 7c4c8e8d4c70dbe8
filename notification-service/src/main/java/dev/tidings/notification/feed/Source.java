package dev.tidings.notification.feed;

/**
 * What a person was notified of.
 *
 * @param key names what caused the notification
 */
record Source(RecipientKey recipient, String key) {}
