package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A broadcast as administrators see it.
 *
 * @param id which
 * @param audience {@code workspace} or {@code role:<name>}
 * @param seq its number among the workspace's broadcasts; null while it is not due
 * @param notBefore when it comes or was to come; null for at once
 * @param notification what people see
 */
@RegisterForReflection
@Schema(name = "Broadcast")
public record BroadcastView(
    String id,
    @Schema(examples = "workspace") String audience,
    Long seq,
    Instant notBefore,
    NotificationView notification) {}
