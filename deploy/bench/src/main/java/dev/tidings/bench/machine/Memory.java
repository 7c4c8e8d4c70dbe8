package dev.tidings.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Memory of processes, from Linux' {@code smaps_rollup}.
 *
 * @param privateBytes anonymous and shared memory, each shared page divided among its users (PSS);
 *     file pages, which the kernel takes back as it likes, are not in it
 * @param residentBytes all pages in memory (RSS), those of files too
 */
public record Memory(long privateBytes, long residentBytes) {

  private static final int BYTES_PER_KB = 1024;

  /** Of all processes together; empty where the system doesn't tell. */
  public static Optional<Memory> of(List<Long> processes) {
    var sum = new Memory(0, 0);
    for (long process : processes) {
      try {
        sum = sum.plus(parse(Files.readAllLines(Path.of("/proc/" + process + "/smaps_rollup"))));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.of(sum);
  }

  static Memory parse(List<String> lines) {
    return new Memory(bytes(lines, "Pss_Anon:") + bytes(lines, "Pss_Shmem:"), bytes(lines, "Rss:"));
  }

  private static long bytes(List<String> lines, String field) {
    return lines.stream()
            .filter(line -> line.startsWith(field))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * BYTES_PER_KB;
  }

  private Memory plus(Memory other) {
    return new Memory(privateBytes + other.privateBytes, residentBytes + other.residentBytes);
  }
}
