package dev.tidings.platform.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end; what it said becomes the reason if it fails. */
final class OneTimeCommand {

  private static final int TIMEOUT_SECONDS = 120;

  private OneTimeCommand() {}

  /**
   * @param failure the beginning of the sentence if it fails: "The data directory can't be
   *     initialised"
   */
  static void run(String failure, ProcessBuilder builder)
      throws EmbeddedServerException, InterruptedException, IOException {
    Path output = Files.createTempFile("tidings-", ".out");
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      try {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          throw new EmbeddedServerException.StartFailed(failure + ": it takes too long.");
        }
      } finally {
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw failed(failure, output);
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static EmbeddedServerException failed(String failure, Path output) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    String reason =
        lines.stream()
            .filter(
                line ->
                    line.contains("error") || line.contains("FATAL") || line.contains("Exception"))
            .findFirst()
            .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    if (lines.stream().anyMatch(DiskSpace::isExhausted)) {
      reason = "the disk is full";
    }
    return new EmbeddedServerException.StartFailed(failure + ": " + reason);
  }
}
