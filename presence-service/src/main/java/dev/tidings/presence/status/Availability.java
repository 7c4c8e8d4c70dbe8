package dev.tidings.presence.status;

import java.time.Duration;
import java.time.Instant;

/** Where a person stands between being connected and being shown offline. */
sealed interface Availability {

  /** Whether the person counts as connected. */
  boolean isReachable();

  /**
   * What follows from a look at the person's connections.
   *
   * @param connected whether any of them is live
   */
  Availability next(boolean connected, Instant now, Duration grace);

  /** At least one live connection at the last look. */
  record Connected() implements Availability {
    @Override
    public boolean isReachable() {
      return true;
    }

    @Override
    public Availability next(boolean connected, Instant now, Duration grace) {
      return connected ? this : new Leaving(now.plus(grace));
    }
  }

  /**
   * No live connection, but a reconnect is still waited for.
   *
   * @param offlineAt when the waiting ends
   */
  record Leaving(Instant offlineAt) implements Availability {
    @Override
    public boolean isReachable() {
      return true;
    }

    @Override
    public Availability next(boolean connected, Instant now, Duration grace) {
      if (connected) {
        return new Connected();
      }
      return now.isBefore(offlineAt) ? this : new Gone();
    }
  }

  /** No connection for longer than the grace, or never any. */
  record Gone() implements Availability {
    @Override
    public boolean isReachable() {
      return false;
    }

    @Override
    public Availability next(boolean connected, Instant now, Duration grace) {
      return connected ? new Connected() : this;
    }
  }
}
