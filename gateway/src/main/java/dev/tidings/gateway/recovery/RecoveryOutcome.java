package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;

/** What became of a client's wish to go on where it was. */
public sealed interface RecoveryOutcome {

  /** Where the channel's events follow from; the client's own position until it gets a newer. */
  Position position();

  /**
   * Nothing is missing.
   *
   * @param replayed how many missed events follow before the live ones
   */
  record Recovered(int replayed, Position position) implements RecoveryOutcome {}

  /**
   * Something may be missing; events follow from now on.
   *
   * @param reload the REST path of the channel's fresh state; null if the namespace has none
   */
  record Refused(RefusalReason reason, String reload, Position position)
      implements RecoveryOutcome {}
}
