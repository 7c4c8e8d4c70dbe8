package dev.tidings.gateway.fanout;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The last event ids of each partition. A relay that fails over publishes again what its
 * predecessor had published and not deleted, at most one batch; the repetitions are dropped here.
 * Used by the fan-out thread only.
 */
final class DuplicateWindow {

  private final int capacity;
  private final Map<TopicPartition, Ids> partitions = new HashMap<>();

  DuplicateWindow(int capacity) {
    this.capacity = capacity;
  }

  /** Whether the id is new in the partition's window; it is remembered. */
  boolean isNew(TopicPartition partition, String id) {
    return partitions.computeIfAbsent(partition, p -> new Ids()).add(id);
  }

  private final class Ids {
    private final Set<String> known = new HashSet<>();
    private final String[] ring = new String[capacity];
    private int next;

    boolean add(String id) {
      if (!known.add(id)) {
        return false;
      }
      known.remove(ring[next]);
      ring[next] = id;
      next = (next + 1) % capacity;
      return true;
    }
  }
}
