package dev.tidings.gateway.fanout;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets events that come one after the other be fetched together: a fetch costs Kafka and us as much
 * as many records. The first after a silence is never kept waiting. Used by the fan-out thread.
 */
final class Pace {

  /** Far below what anybody notices, and many events where there are many. */
  private static final long REST_NANOS = 1_000_000;

  private boolean flowing;

  /** Waits for company, if events are coming. */
  void rest() {
    if (flowing) {
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  /** What the last poll has brought. */
  void polled(boolean nothing) {
    flowing = !nothing;
  }
}
