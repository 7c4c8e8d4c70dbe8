package dev.tidings.analytics.distinct;

/**
 * How many different visitors there are. Counts of visitors that have nobody in common, as those of
 * different UTC days, can be added; their errors then partly cancel each other out.
 *
 * @param value the number, or its estimate
 * @param variance of the estimate; 0 if it is exact
 */
public record DistinctCount(double value, double variance) {

  /** Nobody. */
  public static final DistinctCount NONE = new DistinctCount(0, 0);

  /** Within so many errors lie 95 of 100 estimates. */
  private static final double CONFIDENCE = 1.96;

  static DistinctCount exact(long value) {
    return new DistinctCount(value, 0);
  }

  /** The count of both, who have nobody in common. */
  public DistinctCount plus(DistinctCount other) {
    return new DistinctCount(value + other.value, variance + other.variance);
  }

  /** Whether it is exact. */
  public boolean isExact() {
    return variance == 0;
  }

  /** The nearest whole number. */
  public long rounded() {
    return Math.round(value);
  }

  /** At least so many, with a confidence of 95 %. */
  public long low() {
    return Math.max(0, (long) Math.floor(value - CONFIDENCE * Math.sqrt(variance)));
  }

  /** At most so many, with a confidence of 95 %. */
  public long high() {
    return (long) Math.ceil(value + CONFIDENCE * Math.sqrt(variance));
  }
}
