package dev.tidings.bench.report;

/**
 * What a message costs in a room of a size.
 *
 * @param members of the room
 * @param messages that it was measured with
 * @param refused messages that were not stored
 * @param walBytes of PostgreSQL's write-ahead log per message, without what is written when nobody
 *     sends anything
 * @param statements of the service per message: executions of those that ran for each
 * @param batchedStatements executions of all others per message, such as those that publish
 */
public record CostResult(
    String scenario,
    String target,
    int members,
    long messages,
    long refused,
    double walBytes,
    double statements,
    double batchedStatements)
    implements Result {

  @Override
  public boolean isClean() {
    return messages > 0 && refused == 0;
  }
}
