package dev.tidings.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies a token once, not with every request: a client sends the same one for minutes, and to
 * parse it and check its signature was a tenth of what a request cost. An expired token is never
 * accepted; one whose key was withdrawn is for {@link VerifiedTokensConfig#maxAge()} at most.
 *
 * <p>Thread-safe.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends JWTCallerPrincipalFactory {

  private final JWTCallerPrincipalFactory verifier;
  private final Clock clock;
  private final Cache<Verification, JWTCallerPrincipal> verified;

  @Inject
  VerifiedTokens(VerifiedTokensConfig config, Clock clock) {
    this(new DefaultJWTCallerPrincipalFactory(), config, clock);
  }

  VerifiedTokens(JWTCallerPrincipalFactory verifier, VerifiedTokensConfig config, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(config.maxCount())
            .expireAfterWrite(config.maxAge())
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
    var verification = new Verification(token, rules);
    JWTCallerPrincipal known = verified.getIfPresent(verification);
    if (known != null && !isExpired(known)) {
      return known;
    }
    JWTCallerPrincipal principal = verifier.parse(token, rules);
    verified.put(verification, principal);
    return principal;
  }

  private boolean isExpired(JsonWebToken token) {
    return clock.millis() >= token.getExpirationTime() * 1000;
  }

  /** What was verified by what; rules are equal only to themselves. */
  private record Verification(String token, JWTAuthContextInfo rules) {}
}
