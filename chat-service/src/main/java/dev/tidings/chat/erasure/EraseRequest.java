package dev.tidings.chat.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who is to be forgotten.
 *
 * @param messages {@code erase} or {@code anonymise}; what is configured if left out
 */
@RegisterForReflection
@Schema(name = "EraseUser")
public record EraseRequest(
    @NotNull @Schema(examples = "bob") String userId,
    @Pattern(regexp = "erase|anonymise", message = "must be erase or anonymise")
        @Schema(examples = "erase")
        String messages) {}
