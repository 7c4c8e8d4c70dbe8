package dev.tidings.presence.status;

import java.time.Instant;
import java.util.Optional;

/**
 * How somebody wants to be seen; what is null stays as it is.
 *
 * @param choiceExpiresAt when the choice ends; null for never
 * @param message what to say; empty to say nothing any more
 * @param messageExpiresAt when the message ends; null for never
 */
public record PresenceWish(
    Choice choice,
    Instant choiceExpiresAt,
    Optional<String> message,
    Instant messageExpiresAt,
    Visibility visibility) {}
