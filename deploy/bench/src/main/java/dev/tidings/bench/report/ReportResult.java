package dev.tidings.bench.report;

/**
 * How long a report takes.
 *
 * @param report which
 * @param rows page views that it is about
 * @param summedUp whether it can be read from sums
 * @param millis the answer in the middle, and the longest
 * @param right whether it says what there is
 */
public record ReportResult(
    String scenario,
    String target,
    String report,
    long rows,
    boolean summedUp,
    double millis,
    double maxMillis,
    boolean right)
    implements Result {

  @Override
  public boolean isClean() {
    return right;
  }
}
