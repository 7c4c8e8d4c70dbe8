package dev.tidings.gateway.fanout;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets events that come one after the other be fetched together: a fetch costs Kafka and us as much
 * as many records, because each goes through all partitions. The first after a silence is never
 * kept waiting, and nobody is where enough come anyway. Used by the fan-out thread.
 */
final class Pace {

  /** Far below what anybody notices, and many events where there are many. */
  private static final long REST_NANOS = 3_000_000;

  /** So many share the cost of a fetch that more would make no difference. */
  private static final int ENOUGH = 64;

  private boolean trickling;

  /** Waits for company, if events are coming a few at a time. */
  void rest() {
    if (trickling) {
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  /** How many records the last poll has brought. */
  void polled(int count) {
    trickling = count > 0 && count < ENOUGH;
  }
}
