package dev.tidings.gateway.announcement;

/**
 * Whether very many connect or go at once. Their announcements wait then, for some seconds at most:
 * what other services do about each takes as much of a machine as the connection itself, and those
 * who are connecting come first. Times are nanoseconds. Used by one thread.
 */
final class Rush {

  private static final long WINDOW_NANOS = 100_000_000;

  /** Many times what comes when nothing special happens; for somebody to see, nobody waits. */
  private static final int MANY = 50;

  private static final long LONGEST_NANOS = 5_000_000_000L;

  private long window;
  private int count;
  private int countBefore;
  private long oldest;
  private boolean anyWaits;

  Rush(long now) {
    window = now;
  }

  /** Something is to be announced. */
  void came(long now) {
    move(now);
    count++;
    if (!anyWaits) {
      anyWaits = true;
      oldest = now;
    }
  }

  /** Whether what has come may be announced; nothing of it waits any more then. */
  boolean isOver(long now) {
    move(now);
    boolean over = count <= MANY && countBefore <= MANY || now - oldest >= LONGEST_NANOS;
    anyWaits &= !over;
    return over;
  }

  private void move(long now) {
    long passed = (now - window) / WINDOW_NANOS;
    if (passed > 0) {
      countBefore = passed == 1 ? count : 0;
      count = 0;
      window += passed * WINDOW_NANOS;
    }
  }
}
