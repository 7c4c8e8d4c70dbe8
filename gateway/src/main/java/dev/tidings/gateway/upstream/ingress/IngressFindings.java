package dev.tidings.gateway.upstream.ingress;

import dev.tidings.gateway.fanout.RecordObserver;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this replica's fan-out has found in {@code events.ingress.v1}, so that the quarantine, which
 * reads the same records a moment later, need not decode them again: nearly all are good. Safe for
 * use by several threads.
 */
@Singleton
public final class IngressFindings implements RecordObserver {

  private final Map<Integer, Run> partitions = new ConcurrentHashMap<>();

  /** The good records of a partition since the last bad one: from one offset to before another. */
  private record Run(long from, long to) {

    Run with(long offset) {
      return offset == to ? new Run(from, to + 1) : new Run(offset, offset + 1);
    }
  }

  @Override
  public void examined(String topic, int partition, long offset, boolean good) {
    if (!topic.equals(IngressTopics.TOPIC)) {
      return;
    }
    if (good) {
      partitions.merge(partition, new Run(offset, offset + 1), (run, first) -> run.with(offset));
    } else {
      partitions.remove(partition);
    }
  }

  /** Whether the record is known to be good; false says nothing. */
  boolean isGood(int partition, long offset) {
    Run run = partitions.get(partition);
    return run != null && run.from <= offset && offset < run.to;
  }
}
