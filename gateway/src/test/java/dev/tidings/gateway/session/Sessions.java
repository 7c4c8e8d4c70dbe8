package dev.tidings.gateway.session;

import dev.tidings.gateway.fanout.LogPositions;
import dev.tidings.gateway.subscription.SubscriptionTable;
import java.time.Clock;

/** Subscriptions for tests without a container. */
public final class Sessions {

  private Sessions() {}

  /** The subscriptions of a replica. */
  public static Subscriptions subscriptions(SubscriptionTable table, LogPositions positions) {
    return new Subscriptions(table, positions, Clock.systemUTC());
  }
}
