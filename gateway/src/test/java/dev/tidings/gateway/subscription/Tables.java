package dev.tidings.gateway.subscription;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Subscription tables for tests without a container. */
public final class Tables {

  private Tables() {}

  /** An empty one. */
  public static SubscriptionTable empty() {
    return new SubscriptionTable(new SimpleMeterRegistry());
  }
}
