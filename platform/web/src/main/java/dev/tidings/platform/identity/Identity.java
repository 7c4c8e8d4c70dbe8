package dev.tidings.platform.identity;

import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of the present request; only within one that is authenticated. */
@RequestScoped
public class Identity {

  private final JsonWebToken token;
  private final KnownUsers users;

  Identity(JsonWebToken token, KnownUsers users) {
    this.token = token;
    this.users = users;
  }

  /**
   * The caller.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code unauthenticated} if the token
   *     names no user or no workspace
   */
  public CurrentUser currentUser() {
    return users.of(token);
  }
}
