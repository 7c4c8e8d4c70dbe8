package dev.tidings.notification.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification that has come and is not stored yet.
 *
 * @param id its id
 * @param made what it says
 * @param at when it came
 */
public record Arrival(UUID id, NewNotification made, Instant at) {}
