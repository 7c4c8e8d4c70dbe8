package dev.tidings.gateway.access;

import java.time.Duration;

/**
 * How a namespace's events are handed out.
 *
 * @param interval for {@link Delivery#CONFLATE} only: a channel's events are handed out at most
 *     once in this time, the latest of each subject; zero for at once
 */
public record DeliveryRule(Delivery delivery, Duration interval) {

  /** Every event, at once. */
  public static final DeliveryRule RESUME = new DeliveryRule(Delivery.RESUME, Duration.ZERO);

  /**
   * Checks that the two fit together.
   *
   * @throws IllegalArgumentException if they don't
   */
  public DeliveryRule {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("conflate-interval is not negative");
    }
    if (!interval.isZero() && delivery != Delivery.CONFLATE) {
      throw new IllegalArgumentException("conflate-interval is for delivery=conflate only");
    }
  }

  /** Whether events wait for their channel's turn. */
  public boolean isPaced() {
    return !interval.isZero();
  }
}
