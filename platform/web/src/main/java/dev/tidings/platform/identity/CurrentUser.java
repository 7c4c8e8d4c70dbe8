package dev.tidings.platform.identity;

import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
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

  /**
   * The caller, if the token names one of the roles.
   *
   * @param anyOf the roles
   * @param what is done by these only, such as "Goals are set"
   * @throws ProblemException {@code forbidden} if it names none
   */
  public CurrentUser withOneOf(Set<String> anyOf, String what) {
    if (anyOf.stream().noneMatch(this::hasRole)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, what + " by " + String.join(", ", anyOf) + ".");
    }
    return this;
  }
}
