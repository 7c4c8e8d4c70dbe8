package dev.tidings.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of the whole machine since its start, from Linux' {@code /proc/stat}; zero elsewhere.
 *
 * @param busySeconds of all processes
 * @param stolenSeconds taken by the hypervisor
 */
record MachineTime(double busySeconds, double stolenSeconds) {

  private static final Path STAT = Path.of("/proc/stat");

  /** Linux tells user space hundredths of a second on every architecture. */
  private static final double TICKS_PER_SECOND = 100;

  static MachineTime now() {
    if (!Files.isReadable(STAT)) {
      return new MachineTime(0, 0);
    }
    try (var lines = Files.lines(STAT)) {
      return parse(lines.findFirst().orElse(""));
    } catch (IOException e) {
      return new MachineTime(0, 0);
    }
  }

  /** user, nice, system, idle, iowait, irq, softirq, steal; guest time is part of user time. */
  static MachineTime parse(String line) {
    String[] fields = line.trim().split("\\s+");
    if (fields.length < 9 || !fields[0].equals("cpu")) {
      return new MachineTime(0, 0);
    }
    long busy = 0;
    for (int field : new int[] {1, 2, 3, 6, 7}) {
      busy += Long.parseLong(fields[field]);
    }
    return new MachineTime(busy / TICKS_PER_SECOND, Long.parseLong(fields[8]) / TICKS_PER_SECOND);
  }

  MachineTime since(MachineTime earlier) {
    return new MachineTime(
        busySeconds - earlier.busySeconds, stolenSeconds - earlier.stolenSeconds);
  }
}
