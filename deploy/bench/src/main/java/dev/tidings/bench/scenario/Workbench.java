package dev.tidings.bench.scenario;

import dev.tidings.bench.machine.CpuMeter;
import dev.tidings.bench.machine.Memory;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.wire.ClientLoop;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What scenarios work with.
 *
 * @param loop all connections are in it
 * @param payloadBytes of a message
 * @param settle how long an idle server is watched
 * @param patience without any delivery for so long, what is missing is lost
 */
public record Workbench(ClientLoop loop, int payloadBytes, Duration settle, Duration patience) {

  /** Everybody has to be connected by then. */
  static final Duration CONNECT_PATIENCE = Duration.ofMinutes(2);

  private static final double QUIET_CORES = 0.05;
  private static final int QUIET_POLLS = 40;
  private static final long POLL_MILLIS = 500;
  private static final Random RUNS = new Random();

  /** The books of a new run. */
  Ledger newLedger() {
    return new Ledger(RUNS.nextInt(), payloadBytes);
  }

  /** A name that no other run has. */
  public static String newName() {
    return "b%08x".formatted(RUNS.nextInt());
  }

  /** Waits until the server has done what it had to do, at most 20 s. */
  void awaitQuiet(Target target) throws InterruptedException {
    for (int i = 0; i < QUIET_POLLS && !target.serverProcesses().isEmpty(); i++) {
      CpuMeter meter = CpuMeter.start(target.serverProcesses(), target.brokerProcesses(), loop);
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      if (meter.read().serverCores() < QUIET_CORES) {
        return;
      }
    }
  }

  /** The server's private memory in bytes; -1 if the system doesn't tell. */
  static long memory(Target target) {
    return Memory.of(target.serverProcesses()).map(Memory::privateBytes).orElse(-1L);
  }
}
