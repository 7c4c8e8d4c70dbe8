package dev.tidings.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code ./tidings} over packages that are built already. */
final class Launcher {

  private final Path repository;
  private final Map<String, String> environment;

  Launcher(Map<String, String> environment) {
    this.repository = repository();
    this.environment = environment;
  }

  /** Starts a command in the background, with its output in a file. */
  Process start(Path log, String... arguments) {
    try {
      return command(arguments)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end and returns what it printed, whatever its exit code is. */
  Output run(String... arguments) {
    try {
      Process process = command(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes());
      return new Output(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How a command ended. */
  record Output(int exitCode, String text) {}

  private ProcessBuilder command(String... arguments) {
    var command = new ArrayList<String>();
    command.add(repository.resolve("tidings").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("TIDINGS_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static Path repository() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isExecutable(directory.resolve("tidings"))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("There is no 'tidings' in a directory above this one");
    }
    return directory;
  }
}
