package dev.tidings.gateway.ticket;

import dev.tidings.gateway.ticket.TicketEvent.TicketClaimed;
import dev.tidings.gateway.ticket.TicketEvent.TicketIssued;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * What this replica has read of the log of tickets. Bounded: tickets beyond the limit are not kept
 * and so not good here, nor are their claims. Safe for use by several threads.
 */
@Singleton
public final class Tickets {

  private static final Logger LOG = Logger.getLogger(Tickets.class);

  /** A ticket and the claim that came first, once there is one. */
  record Ticket(TicketIssued issued, CompletableFuture<String> firstClaim) {}

  /** Those who wait for one ticket to come. */
  private static final class Arrival {
    private final CompletableFuture<Ticket> ticket = new CompletableFuture<>();
    private int waiting;
  }

  private final Map<String, Ticket> live = new HashMap<>();
  private final Map<String, Arrival> arrivals = new HashMap<>();
  private final TicketConfig config;
  private final Clock clock;
  private int waiting;

  Tickets(TicketConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  synchronized void issued(TicketIssued issued) {
    if (!issued.expiresAt().isAfter(clock.instant()) || live.containsKey(issued.id())) {
      return;
    }
    if (isFull()) {
      LOG.debugf("Too many tickets, one is not kept: %s", issued.id());
      return;
    }
    var ticket = new Ticket(issued, new CompletableFuture<>());
    live.put(issued.id(), ticket);
    Arrival arrival = arrivals.get(issued.id());
    if (arrival != null) {
      arrival.ticket.complete(ticket);
    }
  }

  /** The first claim counts; later ones change nothing. */
  synchronized void claimed(TicketClaimed claimed) {
    Ticket ticket = live.get(claimed.id());
    if (ticket != null) {
      ticket.firstClaim().complete(claimed.claim());
    }
  }

  /** Whether no more tickets can be issued now. */
  synchronized boolean isFull() {
    return live.size() >= config.maxLive();
  }

  /** How many tickets are known, and how many requests wait for unknown ones. */
  synchronized int size() {
    return live.size() + waiting;
  }

  /**
   * The ticket, now or when it comes; already failed if too many wait for theirs. Whoever has
   * waited enough completes the future himself, which ends what is kept for it here.
   */
  synchronized CompletableFuture<Ticket> arrival(String id) {
    Ticket known = live.get(id);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    if (waiting >= config.maxWaiting()) {
      return CompletableFuture.failedFuture(new IllegalStateException("too many wait"));
    }
    waiting++;
    Arrival arrival = arrivals.computeIfAbsent(id, unknown -> new Arrival());
    arrival.waiting++;
    CompletableFuture<Ticket> own = arrival.ticket.copy();
    own.whenComplete((ticket, failure) -> forget(id));
    return own;
  }

  private synchronized void forget(String id) {
    waiting--;
    Arrival arrival = arrivals.get(id);
    if (--arrival.waiting == 0) {
      arrivals.remove(id);
    }
  }

  @Scheduled(identity = "tickets-expire", every = "10s")
  void expire() {
    Instant now = clock.instant();
    synchronized (this) {
      live.values().removeIf(ticket -> !ticket.issued().expiresAt().isAfter(now));
    }
  }
}
