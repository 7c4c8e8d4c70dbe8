package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member shall be.
 *
 * @param role {@code admin}, {@code member} or {@code guest}; {@code owner} hands the room on
 */
@RegisterForReflection
@Schema(name = "ChangeRole")
public record ChangeRoleRequest(
    @NotNull
        @Pattern(
            regexp = "owner|admin|member|guest",
            message = "must be owner, admin, member or guest")
        @Schema(examples = "admin")
        String role) {}
