package dev.tidings.chat.invitation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to come in with.
 *
 * @param token that of a link
 */
@RegisterForReflection
@Schema(name = "UseInvitationLink")
public record UseLinkRequest(@NotNull String token) {

  @Override
  public String toString() {
    return "UseLinkRequest[]";
  }
}
