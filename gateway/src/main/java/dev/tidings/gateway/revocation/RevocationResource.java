package dev.tidings.gateway.revocation;

import dev.tidings.gateway.token.TokenConfig;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.page.PageLimit;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Takes tokens back, within the caller's workspace. */
@Path("/api/realtime/revocations")
@RolesAllowed({"ADMIN", "SERVICE"})
@RunOnVirtualThread
public final class RevocationResource {

  private static final Duration FULL_RETRY = Duration.ofMinutes(10);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private final Revocations revocations;
  private final RevocationLog log;
  private final RevocationConfig config;
  private final TokenConfig tokens;
  private final Identity identity;
  private final EventIds ids;
  private final Clock clock;

  RevocationResource(
      Revocations revocations,
      RevocationLog log,
      RevocationConfig config,
      TokenConfig tokens,
      Identity identity,
      EventIds ids,
      Clock clock) {
    this.revocations = revocations;
    this.log = log;
    this.config = config;
    this.tokens = tokens;
    this.identity = identity;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Which tokens: one by its {@code tokenId}, a user's by {@code userId} (those issued so far, or
   * before {@code issuedBefore}), or the workspace's by {@code issuedBefore} alone.
   */
  @RegisterForReflection
  public record RevokeRequest(
      @Size(min = 1, max = 200) String userId,
      @Size(min = 1, max = 256) String tokenId,
      Instant issuedBefore) {}

  /** Stores a revocation; every replica applies it within two seconds. */
  @POST
  public Response revoke(@NotNull @Valid RevokeRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    check(request, now);
    var caller = identity.currentUser();
    if (revocations.count() >= config.maxLive()
        || revocations.count(caller.workspace()) >= config.maxLivePerWorkspace()) {
      throw new ProblemException(
              RevocationProblem.TOO_MANY_REVOCATIONS,
              "Revoke by 'issuedBefore' instead of token by token.")
          .retryAfter(FULL_RETRY);
    }
    Instant upTo = request.issuedBefore() == null ? now : request.issuedBefore();
    var revoked =
        new TokensRevoked(
            ids.next(),
            caller.workspace(),
            request.userId(),
            request.tokenId(),
            request.issuedBefore(),
            now,
            caller.id(),
            upTo.plus(tokens.maxLife()));
    log.append(revoked);
    return Response.accepted(revoked).build();
  }

  private static void check(RevokeRequest request, Instant now) {
    if (request.tokenId() != null && (request.userId() != null || request.issuedBefore() != null)) {
      throw ProblemException.invalid("/tokenId", "stands alone: it names one token already");
    }
    if (request.tokenId() == null && request.userId() == null && request.issuedBefore() == null) {
      throw ProblemException.invalid("", "name 'userId', 'tokenId' or 'issuedBefore'");
    }
    if (request.issuedBefore() != null
        && request.issuedBefore().isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw ProblemException.invalid("/issuedBefore", "must not be in the future");
    }
  }

  /**
   * The revocations that still count, the newest first; one that another one includes is left out.
   */
  @GET
  public Page<TokensRevoked> list(
      @QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
    int size = PageLimit.of(limit);
    String after = cursor == null ? null : Cursor.decode(cursor, 1).text(0);
    var rows =
        revocations.of(identity.currentUser().workspace()).stream()
            .filter(revoked -> after == null || revoked.id().compareTo(after) < 0)
            .limit(size + 1L)
            .toList();
    return Page.ofOneMore(rows, size, revoked -> Cursor.of(revoked.id()));
  }
}
