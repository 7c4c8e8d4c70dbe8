package dev.tidings.gateway.token;

import dev.tidings.platform.identity.CurrentUser;
import java.time.Instant;

/**
 * A token whose signature, issuer, audience and times are right.
 *
 * @param raw the token as it came, to be forwarded to services, never logged
 * @param expiresAt when it ends
 * @param issuedAt when the identity provider made it, in whole seconds
 * @param id the token's {@code jti}; null if it has none
 */
public record VerifiedToken(
    String raw, CurrentUser user, Instant expiresAt, Instant issuedAt, String id) {

  /** A token without an id that is as old as time. */
  public VerifiedToken(String raw, CurrentUser user, Instant expiresAt) {
    this(raw, user, expiresAt, Instant.EPOCH, null);
  }

  /** The value of an {@code Authorization} header that carries the token. */
  public String authorization() {
    return "Bearer " + raw;
  }

  @Override
  public String toString() {
    return "VerifiedToken[user=" + user.id() + ", workspace=" + user.workspace() + "]";
  }
}
