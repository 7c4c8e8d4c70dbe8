package dev.tidings.notification.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An activity as those see it who may.
 *
 * @param id unique for ever
 * @param type what kind it is, such as {@code task_completed}
 * @param visibility {@code public}, {@code team} or {@code private}
 * @param actorId the id of the person who did it; null for nobody
 * @param title one line
 * @param body some text; may be empty
 * @param link where it leads; null for nowhere
 * @param resource what it is about; null for nothing
 * @param data whatever the type's clients need
 * @param createdAt when it happened
 */
@RegisterForReflection
@Schema(name = "Activity")
public record ActivityView(
    String id,
    @Schema(examples = "task_completed") String type,
    Visibility visibility,
    String actorId,
    @Schema(examples = "Alice completed “Launch page”") String title,
    String body,
    String link,
    ResourceView resource,
    JsonNode data,
    Instant createdAt) {}
