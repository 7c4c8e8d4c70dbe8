package dev.tidings.gateway.recovery;

import java.util.Locale;

/** Why what a client missed is not replayed. Reasons never change their meaning. */
public enum RefusalReason {
  /** The position is of topics that were made anew or repartitioned, or of no topics of ours. */
  UNKNOWN_EPOCH,
  /** The log no longer holds all of it, or some is older than the namespace's history. */
  EXPIRED,
  /** More was missed than the namespace replays. */
  TOO_MANY_MISSED,
  /** The log can't be read at the moment, or this replica is not yet where the client is. */
  UNAVAILABLE;

  /** The reason on the wire: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
