package dev.tidings.notification.feed;

/**
 * Which of a person's notifications to list.
 *
 * @param unreadOnly leaves those out that have been read
 * @param type leaves those of other types out; null for all types
 */
public record FeedFilter(boolean unreadOnly, String type) {}
