package dev.tidings.bench.server;

/** A server whose clients can come back to where they were. */
public interface ResumableTarget extends Target {

  /** Asks the process that {@link #address()} names to end; from then on another one is named. */
  void drain();

  /** Waits until all processes serve. */
  void awaitReady() throws TargetException, InterruptedException;
}
