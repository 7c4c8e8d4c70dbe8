package dev.tidings.platform.embedded;

import java.io.IOException;

/** The POSIX signals that end a process here; Java itself can send only TERM and KILL. */
public enum ProcessSignal {
  /** Ends a Java process in good order. */
  TERM,
  /** Ends PostgreSQL in good order without waiting for its clients ("fast shutdown"). */
  INT,
  /** Ends any process at once. */
  KILL;

  /** Sends this signal; a process that is gone already is no error. */
  public void send(ProcessHandle process) {
    switch (this) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
      case INT -> interrupt(process);
    }
  }

  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
