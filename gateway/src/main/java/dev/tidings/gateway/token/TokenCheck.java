package dev.tidings.gateway.token;

/** Says whether a token that is valid by itself has been taken back. */
@FunctionalInterface
public interface TokenCheck {

  /** Whether the token has been revoked. From any thread; as cheap as a few hash lookups. */
  boolean isRevoked(VerifiedToken token);
}
