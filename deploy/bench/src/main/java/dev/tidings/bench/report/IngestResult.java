package dev.tidings.bench.report;

/**
 * Hits taken from their topic into the tables, beside {@code COPY} of the same rows.
 *
 * @param hits that were in the topic
 * @param rows that they became
 * @param visits that they are
 * @param hitsPerSecond until the last one was stored
 * @param copiedPerSecond the same rows by {@code COPY}
 * @param ratio hits for each copied row
 */
public record IngestResult(
    String scenario,
    String target,
    long hits,
    long rows,
    long visits,
    double hitsPerSecond,
    double copiedPerSecond,
    double ratio)
    implements Result {

  @Override
  public boolean isClean() {
    return hits == rows;
  }
}
