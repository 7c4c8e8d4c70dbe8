package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

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
 * @param createdAt when it came
 * @param readAt when it was read; null while it is not
 */
@RegisterForReflection
public record NotificationView(
    String id,
    String type,
    Priority priority,
    String title,
    String body,
    String image,
    List<Action> actions,
    String link,
    JsonNode data,
    Instant createdAt,
    Instant readAt) {}
