package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How many people of a workspace are what, as everybody sees them.
 *
 * @param total how many are anything but offline
 */
@RegisterForReflection
public record CountsView(int total, int online, int away, int busy) {

  static CountsView of(int online, int away, int busy) {
    return new CountsView(online + away + busy, online, away, busy);
  }

  /** The counts after a person has gone from one status to another. */
  CountsView moved(PresenceStatus from, PresenceStatus to) {
    return plus(from, -1).plus(to, 1);
  }

  private CountsView plus(PresenceStatus status, int by) {
    return switch (status) {
      case ONLINE -> of(online + by, away, busy);
      case AWAY -> of(online, away + by, busy);
      case BUSY -> of(online, away, busy + by);
      case OFFLINE -> this;
    };
  }
}
