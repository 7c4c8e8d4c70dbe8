package dev.tidings.notification.delivery;

import dev.tidings.notification.preference.DeliveryChannel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that is or was on its way.
 *
 * @param id the same for each attempt; receivers of webhooks and mail see it
 * @param userId to whom
 * @param channel on which channel
 * @param notificationId what; null for a digest
 * @param digestAt when the digest is or was due; null for a single notification
 * @param state how far it has come
 * @param notBefore when it is tried next, or was last
 * @param attempts how often it was tried
 * @param lastError what went wrong last; null for nothing
 * @param finishedAt when it was over; null while it is not
 */
@RegisterForReflection
@Schema(name = "Delivery")
public record DeliveryView(
    String id,
    String userId,
    DeliveryChannel channel,
    String notificationId,
    Instant digestAt,
    DeliveryState state,
    Instant notBefore,
    int attempts,
    String lastError,
    Instant finishedAt) {}
