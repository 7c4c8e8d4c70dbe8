package dev.tidings.gateway.revocation;

import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Applies the gateway's rules for tokens to its own resources, whose tokens Quarkus verifies. */
@Singleton
public final class RevokedTokens implements SecurityIdentityAugmentor {

  private final TokenVerifier tokens;

  RevokedTokens(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      try {
        tokens.accept(token);
      } catch (ProblemException e) {
        return Uni.createFrom().failure(new AuthenticationFailedException(e.getMessage()));
      }
    }
    return Uni.createFrom().item(identity);
  }
}
