package dev.tidings.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A started server, for callers that need it to run until they stop it and leave restarts to
 * nobody.
 */
public final class ServerProcess {

  private static final long POLL_MILLIS = 50;
  private static final int REASON_LINES = 40;

  private final EmbeddedServer server;
  private final Process process;

  private ServerProcess(EmbeddedServer server, Process process) {
    this.server = server;
    this.process = process;
  }

  /**
   * Prepares and starts a server and waits until it serves clients.
   *
   * @param log gets the server's output, at its end
   * @param watchdog guards the process
   * @param timeout for getting ready, without the preparation
   */
  public static ServerProcess start(
      EmbeddedServer server, Path log, ProcessWatchdog watchdog, Duration timeout)
      throws EmbeddedServerException, InterruptedException {
    server.prepare();
    if (!Ports.isFree(server.port())) {
      throw new EmbeddedServerException.PortTaken(server.name(), server.port());
    }
    ProcessBuilder command = server.command();
    Process process;
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      process =
          command
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      watchdog.guard(process.toHandle(), server.stopSignal());
    } catch (IOException e) {
      throw EmbeddedServerException.of(server.name() + " can't be started", log.getParent(), e);
    }
    ServerProcess started = new ServerProcess(server, process);
    started.awaitReady(log, timeout);
    return started;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process in good order, or for certain once the time is over; it is gone on return. */
  public void stop(Duration grace) throws InterruptedException {
    server.stopSignal().send(process.toHandle());
    if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }

  /** Ends the process as a crash would; it is gone on return. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void awaitReady(Path log, Duration timeout)
      throws EmbeddedServerException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!server.isReady(process.toHandle())) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new EmbeddedServerException.StartFailed(
            server.name() + " ended while it started: " + reason(log));
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new EmbeddedServerException.StartFailed(
            server.name() + " wasn't ready within " + timeout.toSeconds() + " s; see " + log);
      }
    }
  }

  private static String reason(Path log) {
    List<String> lines = LogTail.of(log, REASON_LINES);
    return lines.stream()
        .filter(line -> line.contains("FATAL") || line.contains("ERROR") || line.contains("rror:"))
        .findFirst()
        .or(() -> lines.stream().reduce((first, second) -> second))
        .orElse("it said nothing");
  }
}
