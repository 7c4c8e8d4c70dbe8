package dev.tidings.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import dev.tidings.bench.wire.ClientLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** CPU time between two moments. Processes that end or begin in between are not counted rightly. */
public final class CpuMeter {

  private final List<Long> server;
  private final List<Long> broker;
  private final ClientLoop loop;
  private final long wall;
  private final double serverSeconds;
  private final double brokerSeconds;
  private final double ownSeconds;
  private final double loopSeconds;
  private final MachineTime machine;

  private CpuMeter(List<Long> server, List<Long> broker, ClientLoop loop) {
    this.server = server;
    this.broker = broker;
    this.loop = loop;
    this.wall = System.nanoTime();
    this.serverSeconds = secondsOf(server);
    this.brokerSeconds = secondsOf(broker);
    this.ownSeconds = ownSeconds();
    this.loopSeconds = loop.cpuNanos() / 1e9;
    this.machine = MachineTime.now();
  }

  /** Begins to measure processes, by their ids, and this one. */
  public static CpuMeter start(List<Long> server, List<Long> broker, ClientLoop loop) {
    return new CpuMeter(server, broker, loop);
  }

  /** What was used since the start. */
  public CpuUse read() {
    double seconds = Math.max(1e-9, (System.nanoTime() - wall) / 1e9);
    double serverUse = Math.max(0, secondsOf(server) - serverSeconds);
    double brokerUse = Math.max(0, secondsOf(broker) - brokerSeconds);
    double ownUse = ownSeconds() - ownSeconds;
    MachineTime used = MachineTime.now().since(machine);
    double others = Math.max(0, used.busySeconds() - serverUse - brokerUse - ownUse);
    return new CpuUse(
        seconds,
        serverUse,
        brokerUse,
        ownUse / seconds,
        others / seconds,
        used.stolenSeconds() / seconds,
        (loop.cpuNanos() / 1e9 - loopSeconds) / seconds);
  }

  /** CPU seconds that living processes have used up to now. */
  public static double secondsOf(List<Long> processes) {
    double seconds = 0;
    for (long process : processes) {
      seconds +=
          ProcessHandle.of(process)
                  .flatMap(handle -> handle.info().totalCpuDuration())
                  .orElse(Duration.ZERO)
                  .toNanos()
              / 1e9;
    }
    return seconds;
  }

  private static double ownSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
