package dev.tidings.gateway.revocation;

import dev.tidings.gateway.token.TokenCheck;
import dev.tidings.gateway.token.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The revocations that still count. A question is at most four hash lookups. One entry for each
 * revoked token, and two at most for each user and workspace, however often it is said. Safe for
 * use by several threads.
 */
@Singleton
public final class Revocations implements TokenCheck {

  /**
   * What a revocation is about.
   *
   * @param user null for the whole workspace
   * @param token null for all tokens
   * @param renewable apart from those that are final, because connections end differently
   */
  private record Subject(String workspace, String user, String token, boolean renewable) {

    static Subject of(TokensRevoked revoked) {
      return new Subject(
          revoked.workspace(), revoked.userId(), revoked.tokenId(), revoked.isRenewable());
    }
  }

  private final Map<Subject, TokensRevoked> live = new ConcurrentHashMap<>();
  private final Clock clock;

  Revocations(MeterRegistry metrics, Clock clock) {
    this.clock = clock;
    metrics.gaugeMapSize(
        "tidings.gateway.revocations", io.micrometer.core.instrument.Tags.empty(), live);
  }

  /** Counts from now on; nothing if its time is over. */
  public void add(TokensRevoked revoked) {
    if (revoked.expiresAt().isAfter(clock.instant())) {
      live.merge(Subject.of(revoked), revoked, TokensRevoked::wider);
    }
  }

  @Override
  public boolean isRevoked(VerifiedToken token) {
    return find(token) != null;
  }

  /** The revocation that covers the token; null if none does. From any thread. */
  public TokensRevoked find(VerifiedToken token) {
    if (live.isEmpty()) {
      return null;
    }
    String workspace = token.user().workspace();
    String user = token.user().id();
    TokensRevoked found =
        token.id() == null ? null : find(new Subject(workspace, null, token.id(), false), token);
    if (found == null) {
      found = find(new Subject(workspace, user, null, false), token);
    }
    if (found == null) {
      found = find(new Subject(workspace, user, null, true), token);
    }
    return found == null ? find(new Subject(workspace, null, null, true), token) : found;
  }

  private TokensRevoked find(Subject subject, VerifiedToken token) {
    TokensRevoked revoked = live.get(subject);
    return revoked != null && revoked.covers(token) ? revoked : null;
  }

  /** Those of a workspace, the newest first. */
  public List<TokensRevoked> of(String workspace) {
    return in(workspace).sorted(Comparator.comparing(TokensRevoked::id).reversed()).toList();
  }

  /** How many count in a workspace. */
  long count(String workspace) {
    return in(workspace).count();
  }

  /** How many count in all. */
  int count() {
    return live.size();
  }

  private Stream<TokensRevoked> in(String workspace) {
    Instant now = clock.instant();
    return live.values().stream()
        .filter(revoked -> revoked.workspace().equals(workspace))
        .filter(revoked -> revoked.expiresAt().isAfter(now));
  }

  @Scheduled(identity = "revocations-expire", every = "60s")
  void expire() {
    Instant now = clock.instant();
    live.values().removeIf(revoked -> !revoked.expiresAt().isAfter(now));
  }
}
