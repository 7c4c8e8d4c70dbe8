package dev.tidings.platform.inbox;

import dev.tidings.platform.event.CloudEvent;

/** The effect of an event. It runs in a transaction; what it throws rolls that back. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles the event.
   *
   * @throws PoisonEventException if no further attempt can succeed
   */
  void handle(CloudEvent event);
}
