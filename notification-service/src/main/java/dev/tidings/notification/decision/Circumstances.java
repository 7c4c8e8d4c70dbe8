package dev.tidings.notification.decision;

import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.preference.Choice;
import dev.tidings.notification.preference.DeliveryChannel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Everything that a verdict hangs on; kept with it.
 *
 * @param channel the channel that it is about
 * @param type the notification's type
 * @param priority how much the notification matters
 * @param mandatory whether the type comes whatever the person wants
 * @param now when it is decided
 * @param zone where the person's clock hangs
 * @param notBefore when its sender or its reader wants it; null for at once
 * @param expiresAt when the notification is worth nothing more; null for never
 * @param readAt when it was read; null while it is not
 * @param muted whether the person has all interruptions off
 * @param choice what the person wants of the channel for the type
 * @param reachable whether the person has an address there
 * @param activeUntil until when to wait because the person is at a device and may see it by
 *     themselves; null if not to wait
 * @param covered whether another of the same collapse key waits for the same person and channel
 * @param flooded whether more came to the person on the channel than is good one by one
 * @param digestAt when the digest is due that would take it; null if it would be in none
 * @param quietUntil when the person's quiet hours end; null if it is not quiet
 * @param urgentPasses whether the person lets urgent ones through quiet hours
 */
@RegisterForReflection
public record Circumstances(
    DeliveryChannel channel,
    String type,
    Priority priority,
    boolean mandatory,
    Instant now,
    ZoneId zone,
    Instant notBefore,
    Instant expiresAt,
    Instant readAt,
    boolean muted,
    Choice choice,
    boolean reachable,
    Instant activeUntil,
    boolean covered,
    boolean flooded,
    Instant digestAt,
    Instant quietUntil,
    boolean urgentPasses) {}
