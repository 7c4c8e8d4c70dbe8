package dev.tidings.gateway.fanout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The last event ids of each partition. A relay that fails over publishes again what its
 * predecessor had published and not deleted, at most one batch; the repetitions are dropped here.
 * Used by the fan-out thread only.
 *
 * <p>What is remembered of an id are 128 bits, far too many for two ids of a window to be the same
 * by chance, and no object that would outlive its youth.
 */
final class DuplicateWindow {

  private static final long FIRST_SEED = 0xcbf29ce484222325L;
  private static final long FIRST_FACTOR = 0x9e3779b97f4a7c15L;
  private static final long SECOND_SEED = 0x2545f4914f6cdd1dL;
  private static final long SECOND_FACTOR = 0xd1342543de82ef95L;

  private final int capacity;
  private final Map<TopicPartition, Ids> partitions = new HashMap<>();

  DuplicateWindow(int capacity) {
    this.capacity = capacity;
  }

  /** Whether the id is new in the partition's window; it is remembered. */
  boolean isNew(TopicPartition partition, String workspace, String id) {
    Ids ids = partitions.computeIfAbsent(partition, p -> new Ids(capacity));
    long high = hash(hash(FIRST_SEED, FIRST_FACTOR, workspace), FIRST_FACTOR, id);
    long low = hash(hash(SECOND_SEED, SECOND_FACTOR, workspace), SECOND_FACTOR, id);
    return ids.add(mix(high), mix(low));
  }

  private static long hash(long before, long factor, String text) {
    long hash = (before ^ text.length()) * factor;
    for (int i = 0; i < text.length(); i++) {
      hash = (Long.rotateLeft(hash, 23) ^ text.charAt(i)) * factor;
    }
    return hash;
  }

  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 32) * FIRST_FACTOR;
    return mixed ^ mixed >>> 29;
  }

  /** A ring of ids, and a table that finds their places in it. Both grow as they are needed. */
  private static final class Ids {

    private static final int FIRST_CAPACITY = 16;

    private final int capacity;
    private long[] high;
    private long[] low;

    /** One more than a place in the ring; 0 where there is none. At least half of it is empty. */
    private int[] table;

    private int count;
    private int next;

    Ids(int capacity) {
      this.capacity = capacity;
      this.high = new long[Math.min(capacity, FIRST_CAPACITY)];
      this.low = new long[high.length];
      this.table = new int[4 * FIRST_CAPACITY];
    }

    boolean add(long newHigh, long newLow) {
      if (table[slot(newHigh, newLow)] != 0) {
        return false;
      }
      if (count == capacity) {
        remove(next);
      } else {
        if (count == high.length) {
          grow();
        }
        count++;
      }
      high[next] = newHigh;
      low[next] = newLow;
      table[slot(newHigh, newLow)] = next + 1;
      next = (next + 1) % capacity;
      return true;
    }

    /** Where the id is, or where it would be. */
    private int slot(long wantedHigh, long wantedLow) {
      int slot = home(wantedLow);
      while (table[slot] != 0
          && (high[table[slot] - 1] != wantedHigh || low[table[slot] - 1] != wantedLow)) {
        slot = slot + 1 & table.length - 1;
      }
      return slot;
    }

    private int home(long idLow) {
      return (int) idLow & table.length - 1;
    }

    /** Takes an id out of the table; those behind it that it kept from their places move up. */
    private void remove(int place) {
      int mask = table.length - 1;
      int gap = slot(high[place], low[place]);
      for (int slot = gap + 1 & mask; table[slot] != 0; slot = slot + 1 & mask) {
        int home = home(low[table[slot] - 1]);
        if ((slot - home & mask) >= (slot - gap & mask)) {
          table[gap] = table[slot];
          gap = slot;
        }
      }
      table[gap] = 0;
    }

    private void grow() {
      int size = (int) Math.min(capacity, 2L * high.length);
      high = Arrays.copyOf(high, size);
      low = Arrays.copyOf(low, size);
      table = new int[Integer.highestOneBit(size) * 4];
      for (int place = 0; place < count; place++) {
        table[slot(high[place], low[place])] = place + 1;
      }
    }
  }
}
