package dev.tidings.gateway.recovery;

import java.util.Collection;

/**
 * What may be replayed to one client.
 *
 * @param events how many
 * @param bytes of data
 * @param oldest the time of the oldest, in milliseconds
 */
record ReplayLimits(int events, long bytes, long oldest) {

  /** Why the events may not be replayed; null if they may. */
  RefusalReason excess(Collection<Missed> missed) {
    long size = 0;
    for (Missed each : missed) {
      size += each.event().bytes();
      if (each.event().timestamp() < oldest) {
        return RefusalReason.EXPIRED;
      }
    }
    return missed.size() > events || size > bytes ? RefusalReason.TOO_MANY_MISSED : null;
  }
}
