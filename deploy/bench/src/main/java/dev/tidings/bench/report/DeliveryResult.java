package dev.tidings.bench.report;

import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.measure.Faults;
import dev.tidings.bench.measure.Latencies;
import java.util.Map;

/**
 * Messages published to subscribers that stay.
 *
 * @param rate messages published per second; 0 for as fast as they are delivered
 * @param payloadBytes of a message, without what the server puts around it
 * @param published messages, those of the warm-up included
 * @param deliveries timed messages that arrived at a subscriber for the first time
 * @param deliveriesPerSecond until the last one arrived
 * @param faults exact, the warm-up included
 * @param refusals subscribers that never got in, by reason
 * @param closures connections that the server ended, by reason
 * @param stalled what became of the reader that stopped to read; empty if there was none
 * @param publishFailures messages that were not taken
 * @param gaveUp whether publishing ended early because nothing was delivered any more
 * @param latencyMicros from the publisher's send to the subscriber's read
 * @param dueLatencyMicros from the time at which the message was due: holds the waiting that a slow
 *     publisher hides from {@code latencyMicros}
 * @param serverMicrosPerDelivery CPU time of the server's processes
 * @param brokerMicrosPerDelivery CPU time of Kafka
 * @param bytesPerDelivery read from the socket
 * @param serverBytesBefore private memory of the server before publishing; -1 if unknown
 * @param serverBytesAfter and after it
 */
public record DeliveryResult(
    String scenario,
    String target,
    int subscribers,
    int channels,
    double rate,
    int payloadBytes,
    long published,
    long deliveries,
    double deliveriesPerSecond,
    Faults faults,
    Map<String, Integer> refusals,
    Map<String, Integer> closures,
    String stalled,
    long publishFailures,
    boolean gaveUp,
    Latencies latencyMicros,
    Latencies dueLatencyMicros,
    double serverMicrosPerDelivery,
    double brokerMicrosPerDelivery,
    double bytesPerDelivery,
    CpuUse cpu,
    long serverBytesBefore,
    long serverBytesAfter)
    implements Result {

  @Override
  public boolean isClean() {
    return deliveries > 0
        && faults.none()
        && refusals.isEmpty()
        && closures.isEmpty()
        && publishFailures == 0
        && !gaveUp;
  }
}
