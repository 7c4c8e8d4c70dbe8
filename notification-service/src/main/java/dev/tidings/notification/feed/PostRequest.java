package dev.tidings.notification.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A notification of one or many. Whom it is for is said in exactly one way.
 *
 * @param userId whom to notify
 * @param userIds whom to notify, 1 to 1,000
 * @param roomId the chat room whose members to notify, if they are not too many
 * @param role the role whose holders to notify, by a broadcast
 * @param workspace true to notify everybody in the workspace, by a broadcast
 * @param type what kind it is: lower case, digits and underscores
 * @param title one line, at most 200 characters
 * @param body some text, at most 5,000 characters; null for none
 * @param priority {@code low}, {@code normal}, {@code high} or {@code urgent}; null for normal
 * @param image the address of a picture; null for none
 * @param link where it leads: a web address or an own path; null for nowhere
 * @param actions at most 5 buttons; null for none
 * @param data whatever clients need, an object of at most 8 kB; null for nothing
 * @param collapseKey what it is about: of a key, only one waits for a person on a channel; null if
 *     each counts
 * @param notBefore when it shall come, at most a year ahead; null for at once
 * @param expiresAt when it is worth nothing more; null for never
 */
@RegisterForReflection
@Schema(name = "PostNotification")
public record PostRequest(
    @Schema(examples = "bob") String userId,
    List<String> userIds,
    String roomId,
    @Schema(examples = "ADMIN") String role,
    Boolean workspace,
    @Schema(required = true, examples = "task_assigned") String type,
    @Schema(required = true, examples = "A task is yours") String title,
    String body,
    @Schema(examples = "normal") String priority,
    String image,
    String link,
    List<Action> actions,
    JsonNode data,
    String collapseKey,
    Instant notBefore,
    Instant expiresAt) {}
