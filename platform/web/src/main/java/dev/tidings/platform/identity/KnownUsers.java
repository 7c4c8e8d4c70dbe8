package dev.tidings.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What tokens say of their users, read once from each: to ask a token for a claim of ours costs an
 * exception, which the library throws and catches. It knows only tokens that have been verified for
 * the present request, and decides nothing.
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
class KnownUsers {

  private final Cache<String, CurrentUser> users;

  KnownUsers(VerifiedTokensConfig config) {
    this.users =
        Caffeine.newBuilder()
            .maximumSize(config.maxCount())
            .expireAfterWrite(config.maxAge())
            .executor(Runnable::run)
            .build();
  }

  /**
   * The user of a verified token.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code unauthenticated} if the token
   *     names no user or no workspace
   */
  CurrentUser of(JsonWebToken token) {
    String text = token.getRawToken();
    return text == null
        ? TokenClaims.currentUser(token)
        : users.get(text, _ -> TokenClaims.currentUser(token));
  }
}
