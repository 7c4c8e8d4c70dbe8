package dev.tidings.gateway.ticket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tickets are treated. */
@ConfigMapping(prefix = "tidings.gateway.tickets")
public interface TicketConfig {

  /** How long a ticket is good for. */
  @WithDefault("30s")
  Duration life();

  /** How long a replica waits for a ticket that it has not heard of yet. */
  @WithDefault("2s")
  Duration arrival();

  /** How long a replica waits to see which claim is the first. */
  @WithDefault("5s")
  Duration decision();

  /** How many tickets may be good at a time, on all replicas together. */
  @WithDefault("20000")
  int maxLive();

  /** How many requests of this replica may wait for tickets that it has not heard of. */
  @WithDefault("1000")
  int maxWaiting();

  /** How many tickets a user may get at once from this replica. */
  @WithDefault("20")
  int burstPerUser();

  /** How many tickets a user may get each second from this replica. */
  @WithDefault("2")
  int perSecondPerUser();
}
