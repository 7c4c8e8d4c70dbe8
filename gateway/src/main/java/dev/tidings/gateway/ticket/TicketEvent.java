package dev.tidings.gateway.ticket;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What the log of tickets says. */
sealed interface TicketEvent {

  /** The ticket's id, which is no secret. */
  String id();

  /**
   * A ticket is there.
   *
   * @param sealed the token, encrypted under the ticket's key
   */
  @RegisterForReflection
  record TicketIssued(String id, byte[] sealed, Instant expiresAt) implements TicketEvent {}

  /**
   * Somebody has shown the ticket.
   *
   * @param claim names this attempt
   */
  @RegisterForReflection
  record TicketClaimed(String id, String claim) implements TicketEvent {}
}
