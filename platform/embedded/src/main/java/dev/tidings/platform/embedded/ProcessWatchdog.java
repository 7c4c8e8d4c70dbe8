package dev.tidings.platform.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Ends this process's children when this process is killed and can't do so itself. It is a small
 * {@code sh} that reads from a pipe of which only this process has the other end: the operating
 * system closes it, whatever happens, and the shell then ends what it was told to guard, first in
 * good order, after ten seconds for certain.
 *
 * <p>Thread-safe.
 */
public final class ProcessWatchdog implements AutoCloseable {

  private static final String SCRIPT = "watchdog.sh";

  private final Process shell;
  private final OutputStream pipe;

  private ProcessWatchdog(Process shell) {
    this.shell = shell;
    this.pipe = shell.getOutputStream();
  }

  /** Returns once the watchdog is on guard: from then on no signal of a terminal ends it. */
  public static ProcessWatchdog start() throws IOException {
    String script;
    try (InputStream in = ProcessWatchdog.class.getResourceAsStream(SCRIPT)) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Process shell =
        new ProcessBuilder("sh", "-c", script)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (shell.inputReader().readLine() == null) {
      throw new IOException("the watchdog doesn't start: sh ended at once");
    }
    return new ProcessWatchdog(shell);
  }

  /**
   * From now on the child ends when this process does. Call it right after the child was started.
   */
  public void guard(ProcessHandle child, ProcessSignal signal) throws IOException {
    tell("add " + signal + " " + child.pid());
  }

  /** The child has ended: its id may soon be another process's. */
  public void release(ProcessHandle child) throws IOException {
    tell("del " + child.pid());
  }

  /** The shell's own process. */
  public ProcessHandle process() {
    return shell.toHandle();
  }

  /** Ends whatever is still guarded, and the watchdog; doesn't wait. */
  @Override
  public synchronized void close() throws IOException {
    pipe.close();
  }

  private synchronized void tell(String line) throws IOException {
    pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
  }
}
