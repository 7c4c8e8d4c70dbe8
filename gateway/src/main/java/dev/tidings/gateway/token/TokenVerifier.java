package dev.tidings.gateway.token;

import dev.tidings.platform.identity.TokenClaims;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Verifies tokens by the same configuration as JAX-RS resources ({@code mp.jwt.verify.*}). */
@Singleton
public final class TokenVerifier {

  private final JWTParser parser;

  TokenVerifier(JWTParser parser) {
    this.parser = parser;
  }

  /**
   * The token, verified. May block where keys come from an address and have to be fetched.
   *
   * @throws ProblemException {@code unauthenticated} if the token is null or not valid
   */
  public VerifiedToken verify(String token) {
    if (token == null || token.isBlank()) {
      throw refused();
    }
    try {
      JsonWebToken verified = parser.parse(token);
      return new VerifiedToken(
          token,
          TokenClaims.currentUser(verified),
          Instant.ofEpochSecond(verified.getExpirationTime()));
    } catch (ParseException e) {
      throw refused();
    }
  }

  private static ProblemException refused() {
    return new ProblemException(
        CommonProblem.UNAUTHENTICATED, "The bearer token is missing or not valid.");
  }
}
