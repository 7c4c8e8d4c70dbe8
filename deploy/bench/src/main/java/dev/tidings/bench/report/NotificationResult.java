package dev.tidings.bench.report;

import dev.tidings.bench.measure.Latencies;

/**
 * How long requests to notification-service take.
 *
 * @param what was asked for
 * @param answerMicros from a request to its answer
 * @param bareMicros of the bare statement beside each; null where there is none
 * @param right whether every answer was what it has to be, and the database after it
 */
public record NotificationResult(
    String scenario,
    String target,
    String what,
    Latencies answerMicros,
    Latencies bareMicros,
    boolean right)
    implements Result {

  @Override
  public boolean isClean() {
    return right;
  }
}
