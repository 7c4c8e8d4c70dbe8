package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How many of a person's notifications are unread.
 *
 * @param count the exact number
 */
@RegisterForReflection
public record UnreadCountView(long count) {}
