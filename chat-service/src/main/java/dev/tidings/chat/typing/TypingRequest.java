package dev.tidings.chat.typing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That the caller types, or has stopped.
 *
 * @param typing true if left out
 */
@RegisterForReflection
@Schema(name = "TypingSignal")
public record TypingRequest(
    @NotNull @Schema(examples = "0199b1c8-65f1-7c52-a7a0-cf57a6c0a3f2") String roomId,
    @Schema(examples = "true") Boolean typing) {}
