package dev.tidings.chat.thread;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Up to where the caller has read a thread.
 *
 * @param seq the number of an answer; beyond the last it means the last
 */
@RegisterForReflection
@Schema(name = "MarkThreadRead")
public record MarkThreadReadRequest(@NotNull @PositiveOrZero @Schema(examples = "12") Long seq) {}
