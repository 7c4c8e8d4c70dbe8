package dev.tidings.chat.readpointer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Up to where the caller has read.
 *
 * @param seq the number of a message of the room; beyond the newest it means the newest
 * @param isPrivate whether others shall not know; false if left out
 */
@RegisterForReflection
@Schema(name = "MarkRead")
public record MarkReadRequest(
    @NotNull @PositiveOrZero @Schema(examples = "12") Long seq,
    @Schema(examples = "false") Boolean isPrivate) {}
