package dev.tidings.platform.identity;

import java.util.Set;

/**
 * The caller, as the token says.
 *
 * @param id the token's {@code sub}, unique within the workspace
 * @param workspace the tenant that everything the caller sees or does belongs to
 * @param roles the token's {@code groups}
 * @param profile the names and picture that the token carries
 */
public record CurrentUser(String id, String workspace, Set<String> roles, Profile profile) {

  public CurrentUser {
    roles = Set.copyOf(roles);
  }

  /** Whether the token names the role. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}
