package dev.tidings.platform.identity;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.event.Workspaces;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads the caller out of a token whose signature, issuer, audience and times are already verified.
 */
public final class TokenClaims {

  private TokenClaims() {}

  /**
   * The caller.
   *
   * @throws ProblemException {@code unauthenticated} if the token lacks a subject or a workspace of
   *     valid form
   */
  public static CurrentUser currentUser(JsonWebToken token) {
    String subject = token.getSubject();
    Object workspace = token.getClaim("workspace");
    if (subject == null || !isUserId(subject)) {
      throw unusable("sub");
    }
    if (!(workspace instanceof String name) || !Workspaces.isTenant(name)) {
      throw unusable("workspace");
    }
    Set<String> roles = token.getGroups();
    return new CurrentUser(subject, name, roles == null ? Set.of() : roles, profile(token));
  }

  private static Profile profile(JsonWebToken token) {
    String firstName = text(token, "given_name");
    String lastName = text(token, "family_name");
    String name = text(token, "name");
    if (firstName == null && lastName == null && name != null) {
      int space = name.strip().lastIndexOf(' ');
      firstName = space < 0 ? name.strip() : name.strip().substring(0, space);
      lastName = space < 0 ? null : name.strip().substring(space + 1);
    }
    return new Profile(firstName, lastName, text(token, "picture"));
  }

  private static String text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  /** A user must be addressable: {@code user:<sub>} has to be a channel. */
  private static boolean isUserId(String subject) {
    try {
      return !subject.isEmpty() && Channel.of("user", subject).id().equals(subject);
    } catch (InvalidChannelException e) {
      return false;
    }
  }

  private static ProblemException unusable(String claim) {
    return new ProblemException(
        CommonProblem.UNAUTHENTICATED,
        "The token's claim '" + claim + "' is missing or not valid.");
  }
}
