package dev.tidings.bench.report;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.measure.Faults;
import java.util.Map;

/**
 * Subscribers that lose their connections while messages are published, and come back with the
 * position that they had.
 *
 * @param rate messages published per second
 * @param published messages in all
 * @param deliveries messages that arrived at a subscriber for the first time
 * @param faults exact, over all connections of a subscriber
 * @param refusals subscribers that never got in, by reason
 * @param closures connections that the server ended, by reason
 * @param secondsUntilAllGone from the disturbance to the end of the last connection
 * @param secondsUntilAllBack from the disturbance until everybody was subscribed again
 * @param returns how they came back
 * @param publishFailures messages that were not taken
 */
public record ReturnResult(
    String scenario,
    String target,
    int subscribers,
    int channels,
    double rate,
    long published,
    long deliveries,
    Faults faults,
    Map<String, Integer> refusals,
    Map<String, Integer> closures,
    double secondsUntilAllGone,
    double secondsUntilAllBack,
    Audience.Returns returns,
    long publishFailures)
    implements Result {

  @Override
  public boolean isClean() {
    return faults.none()
        && refusals.isEmpty()
        && publishFailures == 0
        && returns.missing() == 0
        && returns.unrecovered() == 0;
  }
}
