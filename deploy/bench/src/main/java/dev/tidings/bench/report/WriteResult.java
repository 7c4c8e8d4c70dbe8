package dev.tidings.bench.report;

import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.measure.Latencies;

/**
 * Messages written as fast as they are taken, beside the same statement run bare.
 *
 * @param connections of either
 * @param rooms among which messages are spread
 * @param stored messages that were answered with 201
 * @param refused messages that were answered otherwise
 * @param storedPerSecond while they were sent
 * @param publishedPerSecond until the last one's event was in Kafka
 * @param lost stored messages without an event in Kafka
 * @param doubled events that are there more than once
 * @param answerMicros from a request to its answer
 * @param bare what ran the bare statement
 * @param barePerSecond how often it ran
 * @param ratio published messages for each bare statement
 * @param cpu the service's, and that of PostgreSQL and Kafka as the broker's
 * @param bareCores of the machine while the bare statement ran: where they are not used up, the
 *     disk bounds it
 */
public record WriteResult(
    String scenario,
    String target,
    int connections,
    int rooms,
    long stored,
    long refused,
    double storedPerSecond,
    double publishedPerSecond,
    long lost,
    long doubled,
    Latencies answerMicros,
    String bare,
    double barePerSecond,
    double ratio,
    CpuUse cpu,
    double bareCores)
    implements Result {

  private static final double MEGA = 1e6;

  /** CPU time of the whole machine for each message, in millionths of a second. */
  public double microsPerMessage() {
    return cpu.allCores() * cpu.seconds() * MEGA / Math.max(1, stored);
  }

  /** The same for each bare statement. */
  public double microsPerBare() {
    return bareCores * MEGA / Math.max(1, barePerSecond);
  }

  @Override
  public boolean isClean() {
    return stored > 0 && refused == 0 && lost == 0 && doubled == 0;
  }
}
