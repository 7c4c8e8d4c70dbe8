package dev.tidings.chat.message;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to say where.
 *
 * @param message 1 to 10,000 characters between white space; none are needed with attachments
 * @param clientMessageId the sender's own id of the message, 1 to 128 characters: sending again
 *     under it is answered with the stored message
 * @param parentId the message of the same room that it answers
 * @param attachments the ids of uploaded attachments that no message has; with any, the text may be
 *     empty
 */
@RegisterForReflection
@Schema(name = "SendMessage")
public record SendRequest(
    @Schema(required = true, examples = "0199b1c8-65f1-7c52-a7a0-cf57a6c0a3f2") String roomId,
    @Schema(required = true, examples = "Hello @bob") String message,
    @Schema(examples = "c-1") String clientMessageId,
    String parentId,
    List<String> attachments) {}
