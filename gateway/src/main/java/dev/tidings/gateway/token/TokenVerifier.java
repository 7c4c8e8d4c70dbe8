package dev.tidings.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.platform.identity.TokenClaims;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Singleton;
import java.time.Clock;
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

  private static final int TRUSTED = 50_000;

  private final JWTParser parser;
  private final TokenCheck check;
  private final Duration maxLife;
  private final Clock clock;

  /** Those that were found good lately, by their text: who is cut off comes back with the same. */
  private final Cache<String, VerifiedToken> trusted;

  TokenVerifier(JWTParser parser, TokenCheck check, TokenConfig config, Clock clock) {
    this.parser = parser;
    this.check = check;
    this.maxLife = config.maxLife();
    this.clock = clock;
    this.trusted =
        Caffeine.newBuilder().maximumSize(TRUSTED).expireAfterWrite(config.trust()).build();
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
    VerifiedToken known = trusted.getIfPresent(token);
    if (known != null && known.expiresAt().isAfter(clock.instant())) {
      return unlessRevoked(known);
    }
    try {
      VerifiedToken verified = accept(parser.parse(token));
      trusted.put(token, verified);
      return verified;
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
    return unlessRevoked(token);
  }

  private VerifiedToken unlessRevoked(VerifiedToken token) {
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
