package dev.tidings.notification.delivery;

import java.time.Duration;

/** What became of an attempt to send. */
public sealed interface Outcome {

  /** The channel has taken it over. */
  record Sent() implements Outcome {}

  /**
   * Not this time; another try may succeed.
   *
   * @param reason what went wrong
   * @param after the wait that the channel asks for; null if it asks for none
   */
  record Unavailable(String reason, Duration after) implements Outcome {}

  /**
   * Never: trying again would change nothing.
   *
   * @param reason what is wrong
   */
  record Refused(String reason) implements Outcome {}
}
