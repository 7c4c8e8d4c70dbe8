package dev.tidings.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the figures were measured on.
 *
 * @param processor its name, as far as the system tells
 * @param cores that this process may use
 * @param memoryMegabytes of the machine
 */
public record Hardware(
    String processor, int cores, long memoryMegabytes, String system, String runtime, String time) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine, now. */
  public static Hardware here() {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Hardware(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        machine.getTotalMemorySize() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String processorName() {
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** One line. */
  public String describe() {
    return "%s, %d cores, %,d MB, %s, %s; %s"
        .formatted(processor, cores, memoryMegabytes, system, runtime, time);
  }
}
