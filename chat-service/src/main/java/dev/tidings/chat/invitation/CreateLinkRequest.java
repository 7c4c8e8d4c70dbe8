package dev.tidings.chat.invitation;

import dev.tidings.chat.membership.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What link to make.
 *
 * @param role {@code member} (the default) or {@code guest}
 * @param expiresAt until when it is good, at most a year; null for the usual time
 * @param maxUses how many may come in by it; null for any number
 */
@RegisterForReflection
@Schema(name = "CreateInvitationLink")
public record CreateLinkRequest(
    @Pattern(regexp = "member|guest", message = "must be member or guest")
        @Schema(examples = "guest")
        String role,
    @Schema(examples = "2026-02-14T09:05:00Z") Instant expiresAt,
    @Positive @Max(100_000) @Schema(examples = "1") Integer maxUses) {

  Role grantedRole() {
    return role == null ? Role.MEMBER : Role.of(role);
  }
}
