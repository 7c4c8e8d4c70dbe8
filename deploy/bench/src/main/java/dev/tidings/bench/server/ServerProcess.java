package dev.tidings.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that was started here, with its descendants; ended with this one at the latest. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;
  private static final int TAIL_LINES = 15;

  private final Process process;
  private final Path log;
  private final Thread atExit = new Thread(this::end, "end-" + hashCode());

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param log takes what it prints
   */
  public static ServerProcess start(ProcessBuilder command, Path log) throws TargetException {
    try {
      var started =
          new ServerProcess(
              command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
      started.process.getOutputStream().close();
      Runtime.getRuntime().addShutdownHook(started.atExit);
      return started;
    } catch (IOException e) {
      throw new TargetException(
          command.command().getFirst() + " can't be started: " + e.getMessage(), e);
    }
  }

  /**
   * Starts it and waits until somebody listens; it is ended if nobody does.
   *
   * @param log takes what it prints
   */
  public static ServerProcess startAt(
      InetSocketAddress address, ProcessBuilder command, Path log, Duration patience)
      throws TargetException, InterruptedException {
    ServerProcess started = start(command, log);
    try {
      started.awaitPort(address, patience);
      return started;
    } catch (TargetException | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  /** A port of this machine that nobody listens on now. */
  public static int freePort() throws TargetException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new TargetException("there is no free port", e);
    }
  }

  /** The ids of the process and its descendants. */
  public List<Long> ids() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  private void awaitPort(InetSocketAddress address, Duration patience)
      throws TargetException, InterruptedException {
    long begin = System.nanoTime();
    while (!listens(address)) {
      failIfEnded();
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new TargetException("nobody listens at " + address + " yet:" + tail());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Says what it said last if it doesn't run any more. */
  public void failIfEnded() throws TargetException {
    if (!process.isAlive()) {
      throw new TargetException("it ended with " + process.exitValue() + ":" + tail());
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
          .reduce("", (text, line) -> text + "\n  " + line);
    } catch (IOException e) {
      return " " + log + " can't be read";
    }
  }

  /** Ends it in good order, after some time for certain. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending, and the hook has nothing left to do.
      return;
    }
  }

  private void end() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
