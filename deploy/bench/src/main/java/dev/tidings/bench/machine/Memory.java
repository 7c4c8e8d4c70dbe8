package dev.tidings.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Memory that belongs to processes alone, from Linux' {@code smaps_rollup}: anonymous and shared
 * memory, each shared page divided among its users. File pages, which the kernel takes back as it
 * likes, are not in it.
 */
public final class Memory {

  private static final int BYTES_PER_KB = 1024;

  private Memory() {}

  /** Bytes of all processes together; empty where the system doesn't tell. */
  public static OptionalLong privateBytes(List<Long> processes) {
    long sum = 0;
    for (long process : processes) {
      try {
        sum += parse(Files.readAllLines(Path.of("/proc/" + process + "/smaps_rollup")));
      } catch (IOException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(sum);
  }

  static long parse(List<String> lines) {
    long kilobytes = 0;
    for (String line : lines) {
      if (line.startsWith("Pss_Anon:") || line.startsWith("Pss_Shmem:")) {
        kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kilobytes * BYTES_PER_KB;
  }
}
