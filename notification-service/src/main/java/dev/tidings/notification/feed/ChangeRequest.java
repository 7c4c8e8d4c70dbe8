package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person does with notifications.
 *
 * @param ids which, 1 to 200; only where several are changed
 * @param state {@code unread}, {@code read}, {@code archived} or {@code snoozed}
 * @param until when what is snoozed comes back, at most a year ahead; for nothing else
 */
@RegisterForReflection
@Schema(name = "ChangeNotifications")
public record ChangeRequest(
    List<String> ids,
    @Schema(required = true, examples = "archived") String state,
    Instant until) {}
