package dev.tidings.gateway.session;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.subscription.Subscription;

/** How far a subscription has come. It changes only while the channel is held. */
public sealed interface Stage {

  /**
   * Events are delivered as they come.
   *
   * @param began everything after it was sent on this connection
   * @param subscription its place among the channel's subscribers
   */
  record Live(Position began, Subscription subscription) implements Stage {}

  /**
   * Nothing was delivered yet; whoever makes it live gives what came meanwhile first.
   *
   * @param from where the client was told that its events follow from
   */
  record Parked(Position from) implements Stage {}

  /** Somebody gives the client what it missed, and makes it live then. Compared by identity. */
  non-sealed interface Replaying extends Stage {

    /** Waits until it is live, or ended. Not while the channel is held. */
    void await();
  }
}
