package dev.tidings.e2e.fault;

import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.FreePorts;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TidingsSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A second process of a service: the same command with the same environment on another port. Both
 * are read from Linux's {@code /proc}.
 */
final class Replica implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;

  private Replica(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one beside a running process and returns when it relays or stands by. */
  static Replica startBeside(TidingsSystem system, ManagedProcess original, Path log) {
    try {
      int port = FreePorts.stream().findFirst().orElseThrow();
      var builder = new ProcessBuilder(zeroTerminated(original, "cmdline"));
      builder.environment().clear();
      for (String variable : zeroTerminated(original, "environ")) {
        int equals = variable.indexOf('=');
        builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
      }
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      var replica = new Replica(builder.start(), TidingsSystem.address(port));
      await("the replica's start; see " + log)
          .atMost(START_PATIENCE)
          .until(() -> system.metric(replica.address, Faults.LEADER_METRIC).isPresent());
      return replica;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    TidingsSystem.awaitEnd(process.toHandle());
  }

  private static List<String> zeroTerminated(ManagedProcess process, String file)
      throws IOException {
    return Arrays.asList(
        Files.readString(Path.of("/proc", Long.toString(process.pid()), file)).split("\0"));
  }
}
