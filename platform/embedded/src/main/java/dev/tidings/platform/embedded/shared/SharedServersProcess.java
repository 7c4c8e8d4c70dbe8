package dev.tidings.platform.embedded.shared;

import dev.tidings.platform.embedded.Directories;
import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.KafkaServer;
import dev.tidings.platform.embedded.Ports;
import dev.tidings.platform.embedded.PostgresBinaries;
import dev.tidings.platform.embedded.PostgresServer;
import dev.tidings.platform.embedded.ProcessWatchdog;
import dev.tidings.platform.embedded.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The process that has the shared servers: starts both on free ports, writes their address, grants
 * leases (connections to the lease port), and after the idle time without any ends the servers,
 * deletes their data and ends itself. When it is killed, its watchdog ends the servers.
 */
public final class SharedServersProcess {

  /** The file, in the directory of the shared servers, that says where they are. */
  public static final String ADDRESS_FILE = "servers.properties";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private SharedServersProcess() {}

  /**
   * @param arguments the directory that gets the address file and the unpacked programs, the run's
   *     own directory below it, which has the jars in {@code lib} and is deleted at the end, and
   *     the idle time in ISO-8601 ({@code PT90S})
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Path run = Path.of(arguments[1]);
    Duration idle = Duration.parse(arguments[2]);
    try (ProcessWatchdog watchdog = ProcessWatchdog.start();
        Leases leases = new Leases(idle)) {
      serve(directory, run, watchdog, leases);
    } catch (EmbeddedServerException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } finally {
      Directories.delete(run);
    }
  }

  private static void serve(Path directory, Path run, ProcessWatchdog watchdog, Leases leases)
      throws Exception {
    Path libraries = run.resolve("lib");
    PostgresServer postgres =
        new PostgresServer(
            new PostgresBinaries(libraries, directory.resolve("cache")),
            run.resolve("postgres"),
            Ports.free());
    KafkaServer kafka =
        new KafkaServer(
            libraries,
            Path.of(System.getProperty("java.home")),
            run.resolve("kafka"),
            Ports.free());
    FutureTask<ServerProcess> kafkaStart =
        inBackground(
            () ->
                ServerProcess.start(
                    kafka, directory.resolve("kafka.log"), watchdog, START_TIMEOUT));
    ServerProcess postgresProcess =
        ServerProcess.start(postgres, directory.resolve("postgres.log"), watchdog, START_TIMEOUT);
    ServerProcess kafkaProcess = result(kafkaStart);
    Path address = directory.resolve(ADDRESS_FILE);
    new SharedServersAddress(
            leases.port(), postgres.port(), postgres.password(), kafka.bootstrapServers())
        .write(address);
    leases.awaitIdle();
    removeIfOurs(address, leases.port());
    kafkaProcess.stop(STOP_GRACE);
    postgresProcess.stop(STOP_GRACE);
  }

  /** A successor may have been started between the last lease and now. */
  private static void removeIfOurs(Path address, int leasePort) throws IOException {
    boolean ours =
        SharedServersAddress.read(address).filter(a -> a.leasePort() == leasePort).isPresent();
    if (ours) {
      Files.deleteIfExists(address);
    }
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static <T> T result(FutureTask<T> task) throws Exception {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
