package dev.tidings.chat.conversation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to change of a room; what is null stays as it is.
 *
 * @param name 1 to 100 characters
 * @param topic at most 250 characters; empty for none
 * @param slowModeSeconds how long a member has to wait between two messages; 0 for not at all
 * @param isArchived whether it can only be read
 */
@RegisterForReflection
@Schema(name = "UpdateRoom")
public record UpdateRoomRequest(
    @Schema(examples = "Launch 2.0") String name,
    @Schema(examples = "What comes after the launch") String topic,
    @PositiveOrZero @Max(86_400) @Schema(examples = "10") Integer slowModeSeconds,
    @Schema(examples = "false") Boolean isArchived) {}
