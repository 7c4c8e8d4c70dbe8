package dev.tidings.gateway.revocation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.gateway.token.VerifiedToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A revocation, as it is stored and as clients see it. Either the token with an id, or those of a
 * user or of the whole workspace up to a time.
 *
 * @param id the revocation's own id
 * @param workspace whose tokens
 * @param userId only this user's tokens; null for everybody's
 * @param tokenId only the token with this {@code jti}; null for all
 * @param issuedBefore only tokens issued before this time; null for those issued up to {@code
 *     revokedAt}, that second included
 * @param revokedAt when it was asked for
 * @param revokedBy the user who asked
 * @param expiresAt when the last of the tokens has ended by itself
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokensRevoked(
    String id,
    String workspace,
    String userId,
    String tokenId,
    Instant issuedBefore,
    Instant revokedAt,
    String revokedBy,
    Instant expiresAt) {

  /** Whether the token is one of those. */
  public boolean covers(VerifiedToken token) {
    return workspace.equals(token.user().workspace())
        && (userId == null || userId.equals(token.user().id()))
        && (tokenId == null || tokenId.equals(token.id()))
        && (tokenId != null || isTooOld(token.issuedAt()));
  }

  private boolean isTooOld(Instant issuedAt) {
    return issuedBefore == null ? !issuedAt.isAfter(revokedAt) : issuedAt.isBefore(issuedBefore);
  }

  /** Whether the user is to come back with a new token, rather than to stay away. */
  @JsonIgnore
  public boolean isRenewable() {
    return issuedBefore != null;
  }

  /** Tokens issued later than this are not concerned. */
  Instant upTo() {
    return issuedBefore == null ? revokedAt : issuedBefore;
  }

  /** The one of two revocations of the same tokens that covers more. */
  static TokensRevoked wider(TokensRevoked a, TokensRevoked b) {
    return a.upTo().isAfter(b.upTo()) ? a : b;
  }
}
