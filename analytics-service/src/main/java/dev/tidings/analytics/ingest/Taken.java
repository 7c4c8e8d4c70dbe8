package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.TurnedAway;

/** What became of a report that was in order. */
public sealed interface Taken {

  /**
   * It is safe and will be counted.
   *
   * @param id the hit's id
   */
  record Kept(String id) implements Taken {}

  /** It is not counted, on purpose. */
  record Dropped(TurnedAway.Reason reason) implements Taken {}
}
