package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many of a person's notifications are unread.
 *
 * @param count the exact number
 * @param broadcastsThrough the number of the newest broadcast that is counted, 0 for none: one that
 *     comes with a higher number is one more
 */
@RegisterForReflection
@Schema(name = "UnreadCount")
public record UnreadCountView(
    @Schema(examples = "3") long count, @Schema(examples = "12") long broadcastsThrough) {}
