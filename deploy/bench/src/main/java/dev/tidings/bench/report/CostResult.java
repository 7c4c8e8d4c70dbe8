package dev.tidings.bench.report;

/**
 * What a message costs in a room of a size.
 *
 * @param members of the room
 * @param messages that it was measured with
 * @param refused messages that were not stored
 * @param walBytes of PostgreSQL's write-ahead log per message
 * @param statements of the service per message, publishing included
 */
public record CostResult(
    String scenario,
    String target,
    int members,
    long messages,
    long refused,
    double walBytes,
    double statements)
    implements Result {

  @Override
  public boolean isClean() {
    return messages > 0 && refused == 0;
  }
}
