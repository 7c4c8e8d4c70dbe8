package dev.tidings.platform.inbox;

import java.util.List;

/** The effect of events, in the transaction of their inbox entries. */
@FunctionalInterface
public interface BatchHandler {

  /**
   * Handles events that were not handled before, in their order. Called again, with one event at a
   * time, if it fails.
   *
   * @throws PoisonEventException if an event can never be handled
   */
  void handle(List<ReceivedEvent> events);
}
