package dev.tidings.gateway.token;

import dev.tidings.platform.identity.TokenClaims;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies tokens by the same configuration as JAX-RS resources ({@code mp.jwt.verify.*}), and
 * refuses those that live too long or have been revoked. Everything that takes a token comes here:
 * handshakes, {@code AUTH}, tickets, the edge.
 */
@Singleton
public final class TokenVerifier {

  private final JWTParser parser;
  private final TokenCheck check;
  private final Duration maxLife;

  TokenVerifier(JWTParser parser, TokenCheck check, TokenConfig config) {
    this.parser = parser;
    this.check = check;
    this.maxLife = config.maxLife();
  }

  /**
   * The token, verified. May block where keys come from an address and have to be fetched.
   *
   * @throws ProblemException {@code unauthenticated} if the token is null or not valid, {@code
   *     token-revoked} if it was
   */
  public VerifiedToken verify(String token) {
    if (token == null || token.isBlank()) {
      throw refused();
    }
    try {
      return accept(parser.parse(token));
    } catch (ParseException e) {
      throw refused();
    }
  }

  /**
   * A token whose signature, issuer, audience and times somebody else has verified.
   *
   * @throws ProblemException {@code unauthenticated} or {@code token-revoked}, as {@link #verify}
   */
  public VerifiedToken accept(JsonWebToken verified) {
    Instant expiresAt = Instant.ofEpochSecond(verified.getExpirationTime());
    Instant issuedAt = Instant.ofEpochSecond(verified.getIssuedAtTime());
    var token =
        new VerifiedToken(
            verified.getRawToken(),
            TokenClaims.currentUser(verified),
            expiresAt,
            issuedAt,
            verified.getTokenID());
    if (expiresAt.isAfter(issuedAt.plus(maxLife))) {
      throw new ProblemException(
          CommonProblem.UNAUTHENTICATED, "The token lives longer than is accepted here.");
    }
    if (check.isRevoked(token)) {
      throw new ProblemException(TokenProblem.TOKEN_REVOKED, "Get a new token.");
    }
    return token;
  }

  private static ProblemException refused() {
    return new ProblemException(
        CommonProblem.UNAUTHENTICATED, "The bearer token is missing or not valid.");
  }
}
