package dev.tidings.bench.measure;

import java.util.Arrays;

/** The most that happened within any second, to a tenth of a second. Not thread-safe. */
public final class PeakRate {

  private static final long BUCKET_NANOS = 100_000_000;
  private static final int BUCKETS_PER_SECOND = 10;

  private final long begin;
  private int[] buckets = new int[BUCKETS_PER_SECOND];
  private long count;
  private long first = -1;
  private long last;

  /**
   * @param begin before everything that happens, as {@link System#nanoTime()}
   */
  public PeakRate(long begin) {
    this.begin = begin;
  }

  /** Something happens. */
  public void happened(long nanos) {
    int bucket = (int) ((nanos - begin) / BUCKET_NANOS);
    if (bucket >= buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * bucket);
    }
    buckets[bucket]++;
    count++;
    if (first < 0) {
      first = nanos - begin;
    }
    last = nanos - begin;
  }

  /** How often it happened. */
  public long count() {
    return count;
  }

  /** Seconds from the first to the last time. */
  public double seconds() {
    return count == 0 ? 0 : (last - first) / 1e9;
  }

  /** The most within a second. */
  public long perSecond() {
    long window = 0;
    long peak = 0;
    for (int i = 0; i < buckets.length; i++) {
      window += buckets[i] - (i < BUCKETS_PER_SECOND ? 0 : buckets[i - BUCKETS_PER_SECOND]);
      peak = Math.max(peak, window);
    }
    return peak;
  }
}
