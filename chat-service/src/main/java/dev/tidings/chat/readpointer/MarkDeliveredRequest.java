package dev.tidings.chat.readpointer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Up to where a device of the caller has got the messages.
 *
 * @param seq the number of a message of the room; beyond the newest it means the newest
 */
@RegisterForReflection
@Schema(name = "MarkDelivered")
public record MarkDeliveredRequest(@NotNull @PositiveOrZero @Schema(examples = "12") Long seq) {}
