package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A notification as its owner sees it.
 *
 * @param id unique for ever
 * @param type what kind it is, such as {@code chat_mention}
 * @param priority how much it matters
 * @param title one line
 * @param body some text; may be empty
 * @param image the address of a picture; null for none
 * @param actions its buttons
 * @param link where it leads; null for nowhere
 * @param data whatever the type's clients need
 * @param createdAt when it came, or came back
 * @param readAt when it was read; null while it is not
 * @param archivedAt when it was put away; null while it is not
 * @param snoozedUntil when it comes back into the list; null while it is there
 * @param expiresAt when it is worth nothing more; null for never
 * @param count how many of its collapse key it stands for, itself included
 * @param replaces the id of the one that it took the place of; null for none
 * @param broadcast its number among the workspace's broadcasts; null if it is to its owner alone
 */
@RegisterForReflection
@Schema(name = "Notification")
public record NotificationView(
    String id,
    @Schema(examples = "task_assigned") String type,
    Priority priority,
    @Schema(examples = "A task is yours") String title,
    String body,
    String image,
    List<Action> actions,
    @Schema(examples = "/tasks/7") String link,
    JsonNode data,
    Instant createdAt,
    Instant readAt,
    Instant archivedAt,
    Instant snoozedUntil,
    Instant expiresAt,
    int count,
    String replaces,
    Long broadcast) {}
