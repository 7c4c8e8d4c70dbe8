package dev.tidings.chat.invitation;

import dev.tidings.chat.membership.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom to invite.
 *
 * @param role {@code member} (the default), {@code guest} or {@code admin}
 * @param expiresAt until when it is good, at most a year; null for the usual time
 */
@RegisterForReflection
@Schema(name = "CreateInvitation")
public record CreateInvitationRequest(
    @NotNull @Schema(examples = "dave") String userId,
    @Pattern(regexp = "admin|member|guest", message = "must be admin, member or guest")
        @Schema(examples = "member")
        String role,
    @Schema(examples = "2026-02-14T09:05:00Z") Instant expiresAt) {

  Role grantedRole() {
    return role == null ? Role.MEMBER : Role.of(role);
  }
}
