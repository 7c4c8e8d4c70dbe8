package dev.tidings.notification.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An activity of whoever is named.
 *
 * @param type what kind it is: lower case, digits and underscores
 * @param title one line, at most 200 characters
 * @param body some text, at most 5,000 characters; null for none
 * @param link where it leads: a web address or an own path; null for nowhere
 * @param actorId the id of the person who did it; null for nobody
 * @param resource what it is about; null for nothing
 * @param data whatever clients need, an object of at most 8 kB; null for nothing
 * @param visibility {@code public}, {@code team} or {@code private}
 * @param roomId with {@code team}, the chat room whose members may see it; this or {@code roles}
 * @param roles with {@code team}, the roles whose holders may see it, 1 to 100
 * @param userIds with {@code private}, who may see it, 1 to 100
 * @param happenedAt when it happened; null for now
 */
@RegisterForReflection
@Schema(name = "PostActivity")
public record PostActivityRequest(
    @Schema(required = true, examples = "task_completed") String type,
    @Schema(required = true, examples = "Alice completed “Launch page”") String title,
    String body,
    String link,
    String actorId,
    ResourceView resource,
    JsonNode data,
    @Schema(required = true, examples = "public") String visibility,
    String roomId,
    List<String> roles,
    List<String> userIds,
    Instant happenedAt) {}
