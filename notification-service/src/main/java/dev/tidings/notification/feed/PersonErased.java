package dev.tidings.notification.feed;

/**
 * A person is to be forgotten; told within the transaction in which every feature forgets what it
 * has of them.
 *
 * @param person who
 */
public record PersonErased(RecipientKey person) {}
