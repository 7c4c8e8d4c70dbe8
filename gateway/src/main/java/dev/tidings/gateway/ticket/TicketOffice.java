package dev.tidings.gateway.ticket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.gateway.limit.LimitProblem;
import dev.tidings.gateway.ticket.TicketEvent.TicketClaimed;
import dev.tidings.gateway.ticket.TicketEvent.TicketIssued;
import dev.tidings.gateway.ticket.Tickets.Ticket;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Issues tickets and takes them back in. Blocks: on virtual threads only. */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS")
@Singleton
public final class TicketOffice {

  private static final int MAX_USERS = 50_000;
  private static final Duration BUSY_RETRY = Duration.ofSeconds(5);

  private final Tickets tickets;
  private final TicketLog log;
  private final TicketConfig config;
  private final EventIds ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Bucket> users =
      Caffeine.newBuilder().maximumSize(MAX_USERS).expireAfterAccess(Duration.ofMinutes(1)).build();

  TicketOffice(Tickets tickets, TicketLog log, TicketConfig config, EventIds ids, Clock clock) {
    this.tickets = tickets;
    this.log = log;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** A ticket and until when it is good. */
  public record IssuedTicket(String ticket, Instant expiresAt) {

    @Override
    public String toString() {
      return "IssuedTicket[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * A ticket for the token, once the log has it.
   *
   * @throws ProblemException {@code rate-limited} if the user asks too often, {@code unavailable}
   *     if too many tickets are about or the log doesn't answer
   */
  public IssuedTicket issue(CurrentUser user, String token) {
    ConsumptionProbe probe =
        users
            .get(user.workspace() + "/" + user.id(), key -> bucket())
            .tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new ProblemException(LimitProblem.RATE_LIMITED, "Too many tickets for one user.")
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
    if (tickets.isFull()) {
      throw new ProblemException(CommonProblem.UNAVAILABLE, "Too many tickets are about.")
          .retryAfter(BUSY_RETRY);
    }
    var secret = TicketSecret.draw(random);
    Instant expiresAt = clock.instant().plus(config.life());
    log.append(new TicketIssued(secret.id(), secret.seal(token), expiresAt));
    return new IssuedTicket(secret.text(), expiresAt);
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(config.burstPerUser())
                    .refillGreedy(config.perSecondPerUser(), Duration.ofSeconds(1)))
        .build();
  }

  /**
   * The token of a ticket, which is used up by this. The token itself is still to be verified.
   *
   * @throws ProblemException {@code unauthenticated} if the ticket is none, was used or is too old,
   *     {@code unavailable} if the log doesn't answer
   */
  public String redeem(String ticket) {
    TicketSecret secret = TicketSecret.parse(ticket).orElseThrow(TicketOffice::refused);
    Ticket known = await(tickets.arrival(secret.id()), config.arrival(), refused());
    // Whoever has only the id must not be able to use the ticket up.
    String token = secret.open(known.issued().sealed()).orElseThrow(TicketOffice::refused);
    if (known.firstClaim().isDone() || !known.issued().expiresAt().isAfter(clock.instant())) {
      throw refused();
    }
    String mine = ids.next();
    log.append(new TicketClaimed(secret.id(), mine));
    String first = await(known.firstClaim().copy(), config.decision(), undecided());
    if (!first.equals(mine)) {
      throw refused();
    }
    return token;
  }

  /** Completing a future that nobody answers in time also ends its owner's book-keeping for it. */
  private static <T> T await(CompletableFuture<T> answer, Duration limit, ProblemException late) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.completeExceptionally(e);
      throw late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.completeExceptionally(e);
      throw late;
    }
  }

  private static ProblemException refused() {
    return new ProblemException(
        CommonProblem.UNAUTHENTICATED, "The ticket is not valid, was used, or is too old.");
  }

  private static ProblemException undecided() {
    return new ProblemException(
            CommonProblem.UNAVAILABLE, "The ticket could not be checked; get a new one.")
        .retryAfter(BUSY_RETRY);
  }
}
