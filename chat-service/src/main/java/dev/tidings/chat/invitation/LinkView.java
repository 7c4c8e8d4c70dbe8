package dev.tidings.chat.invitation;

import dev.tidings.chat.membership.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An invitation for whoever has it.
 *
 * @param token what to come in with; told once, when it is made, and null afterwards
 * @param role as what one comes in
 * @param maxUses how many may come in; null for any number
 * @param uses how many have
 */
@RegisterForReflection
@Schema(name = "InvitationLink")
public record LinkView(
    UUID id,
    UUID roomId,
    String token,
    Role role,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    Integer maxUses,
    int uses) {

  @Override
  public String toString() {
    return "LinkView[id=" + id + "]";
  }
}
