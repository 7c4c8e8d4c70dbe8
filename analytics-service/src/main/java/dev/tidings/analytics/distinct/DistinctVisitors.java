package dev.tidings.analytics.distinct;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A set of visitors that can only be counted. Up to {@link #EXACT} of them it holds a 64-bit hash
 * of each and counts exactly; beyond, it is an UltraLogLog sketch with a known error. Adding is
 * idempotent and in any order, and sets can be united: the outcome is that of one set with all.
 *
 * <p>For use by one thread.
 *
 * @see <a href="https://doi.org/10.14778/3654621.3654632">Ertl, UltraLogLog</a>
 */
public final class DistinctVisitors {

  /** So many are counted exactly; as a sketch they would take as many bytes. */
  public static final int EXACT = 512;

  /** 2^12 registers of a byte. */
  private static final int PRECISION = 12;

  private static final int REGISTERS = 1 << PRECISION;

  /** Of the estimate, by the paper: 0.782 / sqrt(registers). */
  private static final double RELATIVE_ERROR = 0.782 / Math.sqrt(REGISTERS);

  private static final byte FEW = 0;
  private static final byte MANY = 1;

  /**
   * The hashes, in no order, without doubles in a table of open addressing; 0 is an empty place.
   */
  private long[] few = new long[8];

  private int size;
  private UltraLogLog many;

  /** Reads what {@link #toBytes} wrote. */
  public static DistinctVisitors of(byte[] bytes) {
    var visitors = new DistinctVisitors();
    visitors.add(bytes);
    return visitors;
  }

  /** Adds a visitor. */
  public void add(String visitor) {
    addHash(hash(visitor));
  }

  /** The hash by which a visitor is known here. */
  public static long hash(String visitor) {
    return Hashing.komihash5_0().hashCharsToLong(visitor);
  }

  /** Adds a visitor by its hash. */
  public void addHash(long hash) {
    if (many != null) {
      many.add(hash);
    } else {
      insert(hash == 0 ? 1 : hash);
    }
  }

  /** Adds all of another set. */
  public void add(DistinctVisitors others) {
    if (others.many != null) {
      sketch().add(others.many);
      return;
    }
    for (long hash : others.few) {
      if (hash != 0) {
        addHash(hash);
      }
    }
  }

  /** Adds all of another set, as {@link #toBytes} wrote it. */
  public void add(byte[] others) {
    if (others.length == 0) {
      return;
    }
    if (others[0] == MANY) {
      sketch().add(UltraLogLog.wrap(Arrays.copyOfRange(others, 1, others.length)));
      return;
    }
    ByteBuffer hashes = ByteBuffer.wrap(others, 1, others.length - 1);
    while (hashes.hasRemaining()) {
      addHash(hashes.getLong());
    }
  }

  /** How many there are. */
  public DistinctCount count() {
    if (many == null) {
      return DistinctCount.exact(size);
    }
    double estimate = many.getDistinctCountEstimate();
    double variance = estimate * RELATIVE_ERROR * (estimate * RELATIVE_ERROR);
    return new DistinctCount(estimate, variance);
  }

  /** The set as bytes, the same for the same visitors in whatever order they came. */
  public byte[] toBytes() {
    if (many != null) {
      byte[] state = many.getState();
      ByteBuffer bytes = ByteBuffer.allocate(1 + state.length);
      return bytes.put(MANY).put(state).array();
    }
    ByteBuffer bytes = ByteBuffer.allocate(1 + size * Long.BYTES).put(FEW);
    Arrays.stream(few).filter(hash -> hash != 0).sorted().forEach(bytes::putLong);
    return bytes.array();
  }

  private void insert(long hash) {
    int at = place(few, hash);
    if (few[at] == hash) {
      return;
    }
    if (size == EXACT) {
      sketch().add(hash);
      return;
    }
    few[at] = hash;
    size++;
    if (size * 2 > few.length) {
      long[] wider = new long[few.length * 2];
      for (long each : few) {
        if (each != 0) {
          wider[place(wider, each)] = each;
        }
      }
      few = wider;
    }
  }

  private static int place(long[] table, long hash) {
    int at = (int) (hash ^ hash >>> 32) & table.length - 1;
    while (table[at] != 0 && table[at] != hash) {
      at = at + 1 & table.length - 1;
    }
    return at;
  }

  private UltraLogLog sketch() {
    if (many == null) {
      many = UltraLogLog.create(PRECISION);
      for (long hash : few) {
        if (hash != 0) {
          many.add(hash);
        }
      }
      few = new long[0];
      size = 0;
    }
    return many;
  }
}
