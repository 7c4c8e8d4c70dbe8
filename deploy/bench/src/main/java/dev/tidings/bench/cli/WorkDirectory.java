package dev.tidings.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A directory for the servers' data and logs; a new one is removed afterwards. */
record WorkDirectory(Path path, boolean keep) implements AutoCloseable {

  static WorkDirectory make(Path parent, boolean keep) throws IOException {
    Files.createDirectories(parent);
    return new WorkDirectory(Files.createTempDirectory(parent, "bench-"), keep);
  }

  /** One that stays, with what is in it. */
  static WorkDirectory at(Path path) throws IOException {
    Files.createDirectories(path);
    return new WorkDirectory(path, true);
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
