package dev.tidings.chat.attachment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What file is going to be uploaded.
 *
 * @param name 1 to 255 characters of one line
 * @param size in bytes
 * @param sha256 of its content, in hexadecimal digits; what differs is then refused
 * @param type what the client takes it for; what it is, is told by its content
 */
@RegisterForReflection
@Schema(name = "ReserveAttachment")
public record ReserveRequest(
    @NotNull @Schema(examples = "plan.png") String name,
    @NotNull @Positive @Schema(examples = "48213") Long size,
    @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be 64 hexadecimal digits") String sha256,
    @Schema(examples = "image/png") String type) {}
