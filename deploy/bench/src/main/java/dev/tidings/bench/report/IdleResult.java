package dev.tidings.bench.report;

import dev.tidings.bench.machine.CpuUse;
import java.util.Map;

/**
 * Connections that do nothing.
 *
 * @param connections that were open at the end
 * @param refusals connections that were not established, by reason
 * @param connectionsPerSecond how fast they were established and subscribed, with verified tokens
 *     where the server has some
 * @param serverMicrosPerConnect CPU time of the server's processes meanwhile, per connection
 * @param arrivalCpu what everything used meanwhile
 * @param closures connections that the server ended, by reason
 * @param bytesPerConnection growth of the server's private memory; -1 if unknown
 * @param residentBytesPerConnection growth of its resident set, file pages included
 * @param collectedBytesPerConnection the same after a full collection before and after; for servers
 *     that can be asked for one, otherwise equal
 * @param serverCoresWhileIdle CPU seconds per second
 */
public record IdleResult(
    String scenario,
    String target,
    int connections,
    Map<String, Integer> refusals,
    double connectionsPerSecond,
    double serverMicrosPerConnect,
    CpuUse arrivalCpu,
    Map<String, Integer> closures,
    long bytesPerConnection,
    long residentBytesPerConnection,
    long collectedBytesPerConnection,
    double serverCoresWhileIdle)
    implements Result {

  @Override
  public boolean isClean() {
    return connections > 0 && refusals.isEmpty() && closures.isEmpty();
  }
}
