package dev.tidings.local.process;

import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.ProcessSignal;

/** How to run one process. Called by its supervisor's thread only. */
public interface Child {

  String name();

  /** The command line for the next start, after whatever has to be in place for it. */
  ProcessBuilder command() throws EmbeddedServerException, InterruptedException;

  /** Whether the process serves; returns within a second or so. */
  boolean isReady(ProcessHandle process);

  /** What ends the process in good order. */
  ProcessSignal stopSignal();
}
