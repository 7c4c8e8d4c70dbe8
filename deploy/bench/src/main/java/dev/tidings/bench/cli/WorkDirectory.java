package dev.tidings.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A new directory for the servers' data and logs, removed afterwards. */
record WorkDirectory(Path path, boolean keep) implements AutoCloseable {

  static WorkDirectory make(Path parent, boolean keep) throws IOException {
    Files.createDirectories(parent);
    return new WorkDirectory(Files.createTempDirectory(parent, "bench-"), keep);
  }

  @Override
  public void close() throws IOException {
    if (keep) {
      System.err.println("Data and logs are in " + path);
      return;
    }
    List<Path> deepestFirst;
    try (var files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
