package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom to bring into a room.
 *
 * @param role {@code member} (the default), {@code guest}, or {@code admin}, which only the owner
 *     may give
 */
@RegisterForReflection
@Schema(name = "InviteMember")
public record InviteRequest(
    @NotNull @Schema(examples = "dave") String userId,
    @Pattern(regexp = "admin|member|guest", message = "must be admin, member or guest")
        @Schema(examples = "member")
        String role) {

  Role grantedRole() {
    return role == null ? Role.MEMBER : Role.of(role);
  }
}
