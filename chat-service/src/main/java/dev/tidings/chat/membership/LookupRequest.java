package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose rooms are wanted.
 *
 * @param tokens the users' own tokens, 1 to 500: each proves itself, so that whoever asks needs no
 *     rights of its own
 */
@RegisterForReflection
@Schema(name = "MembershipLookup")
public record LookupRequest(@Schema(required = true) List<String> tokens) {

  @Override
  public String toString() {
    return "LookupRequest[]";
  }
}
