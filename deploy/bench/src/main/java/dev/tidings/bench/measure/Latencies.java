package dev.tidings.bench.measure;

import org.HdrHistogram.Histogram;

/** Percentiles in microseconds, and how many values they are from. */
public record Latencies(long count, long p50, long p90, long p99, long p999, long max) {

  /** Of a histogram of microseconds. */
  public static Latencies of(Histogram micros) {
    return new Latencies(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(90),
        micros.getValueAtPercentile(99),
        micros.getValueAtPercentile(99.9),
        micros.getTotalCount() == 0 ? 0 : micros.getMaxValue());
  }
}
