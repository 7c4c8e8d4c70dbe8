package dev.tidings.gateway.protocol;

import java.util.List;

/**
 * A place in a channel's log. Clients keep the last one that they got for a channel and send it
 * back unchanged as {@code since}; they compare nothing in it.
 *
 * @param epoch names the incarnation of the logs that feed the channel's namespace: their topics'
 *     ids and partition counts. Positions of different epochs have nothing to do with each other
 * @param offset the offset, in the namespace's first log, of the last record that this position
 *     covers; -1 before the first
 * @param also the same for the namespace's further logs, in their configured order; empty where one
 *     log feeds the namespace
 */
public record Position(String epoch, long offset, List<Long> also) {

  public Position {
    also = List.copyOf(also);
  }

  /** A position in a namespace that one log feeds. */
  public Position(String epoch, long offset) {
    this(epoch, offset, List.of());
  }

  /** Whether nothing that {@code other} covers is missing here. */
  public boolean covers(Position other) {
    if (!epoch.equals(other.epoch) || offset < other.offset || also.size() != other.also.size()) {
      return false;
    }
    for (int i = 0; i < also.size(); i++) {
      if (also.get(i) < other.also.get(i)) {
        return false;
      }
    }
    return true;
  }
}
