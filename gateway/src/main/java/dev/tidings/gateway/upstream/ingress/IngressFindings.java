package dev.tidings.gateway.upstream.ingress;

import dev.tidings.gateway.fanout.RecordObserver;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this replica's fan-out has found in {@code events.ingress.v1}, so that the quarantine, which
 * has to look at the same records, need not read those again that are good: nearly all are. Written
 * by one thread, read by any.
 */
@Singleton
public final class IngressFindings implements RecordObserver {

  private final Map<Integer, Run> partitions = new ConcurrentHashMap<>();

  /**
   * How far a partition has been examined, and its good records since the last bad one: from one
   * offset to before another.
   */
  private record Run(long from, long to, long examined) {

    Run with(long offset, boolean good) {
      if (!good) {
        return new Run(from, to, offset + 1);
      }
      return new Run(offset == to ? from : offset, offset + 1, offset + 1);
    }

    static Run first(long offset, boolean good) {
      return new Run(offset, good ? offset + 1 : offset, offset + 1);
    }
  }

  @Override
  public void examined(String topic, int partition, long offset, boolean good) {
    if (topic.equals(IngressTopics.TOPIC)) {
      Run run = partitions.get(partition);
      partitions.put(partition, run == null ? Run.first(offset, good) : run.with(offset, good));
    }
  }

  /**
   * The offset from which on something may have to be done; every record from the one given to
   * before it is known to be good.
   */
  long goodUntil(int partition, long offset) {
    Run run = partitions.get(partition);
    return run != null && run.from <= offset && offset < run.to ? run.to : offset;
  }

  /** Whether the fan-out reads the partition and has come to the offset, but not beyond. */
  boolean isExaminedUpTo(int partition, long offset) {
    Run run = partitions.get(partition);
    return run != null && run.examined == offset;
  }
}
