package dev.tidings.e2e.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A further process of a part: the same command with the same environment on another port. Both are
 * read from Linux's {@code /proc}.
 */
public final class Replica implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  /** A gauge of every process; there once its endpoints answer. */
  private static final String ALIVE_METRIC = "process_uptime_seconds";

  private final Process process;
  private final URI address;

  private Replica(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one beside a running process and returns when it answers: a service then relays or
   * stands by.
   *
   * @param changes of the environment; the value "" takes a variable away
   */
  public static Replica startBeside(
      TidingsSystem system, ManagedProcess original, Path log, Map<String, String> changes) {
    try {
      int port = FreePorts.stream().findFirst().orElseThrow();
      ProcessBuilder builder = commandOf(original);
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      changes.forEach(
          (variable, value) -> {
            if (value.isEmpty()) {
              builder.environment().remove(variable);
            } else {
              builder.environment().put(variable, value);
            }
          });
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      var replica = new Replica(builder.start(), TidingsSystem.address(port));
      await("the replica's start; see " + log)
          .atMost(START_PATIENCE)
          .until(
              () ->
                  !replica.process.isAlive()
                      || system.metric(replica.address, ALIVE_METRIC).isPresent());
      return replica;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return address;
  }

  /** Asks it to end, as a platform would. */
  public void terminate() {
    process.destroy();
  }

  /** Ends it by SIGKILL, as a crash or the kernel would. */
  public void kill() {
    process.destroyForcibly();
    TidingsSystem.awaitEnd(process.toHandle());
  }

  /** How it ended, once it has. */
  public int exitCode() {
    return exitCode(START_PATIENCE);
  }

  /** How it ended, which it has to within a time. */
  public int exitCode(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("It doesn't end: " + process);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    TidingsSystem.awaitEnd(process.toHandle());
  }

  /** The command of a running process, with its environment. */
  private static ProcessBuilder commandOf(ManagedProcess original) throws IOException {
    var builder = new ProcessBuilder(zeroTerminated(original, "cmdline"));
    builder.environment().clear();
    for (String variable : zeroTerminated(original, "environ")) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return builder;
  }

  private static List<String> zeroTerminated(ManagedProcess process, String file)
      throws IOException {
    return Arrays.asList(
        Files.readString(Path.of("/proc", Long.toString(process.pid()), file)).split("\0"));
  }
}
