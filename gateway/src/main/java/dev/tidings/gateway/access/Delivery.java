package dev.tidings.gateway.access;

/** What becomes of a namespace's events when a client reads more slowly than they come. */
public enum Delivery {

  /**
   * Every event, in order. A client that falls too far behind is disconnected and comes back with
   * its positions.
   */
  RESUME,

  /**
   * The latest of each subject: while an older event of the same channel and subject waits, the
   * newer replaces it. Events without a subject replace those of their type.
   */
  CONFLATE,

  /**
   * Nothing that is worth waiting for: under pressure events are dropped, and the client is told by
   * {@code RESYNC} when there is room again.
   */
  DROP
}
