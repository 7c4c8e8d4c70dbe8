package dev.tidings.local.process;

import dev.tidings.platform.embedded.DiskSpace;
import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.LogTail;
import dev.tidings.platform.embedded.ProcessWatchdog;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one process running, in a thread of its own: starts it, waits until it serves, starts it
 * again with back-off when it ends. {@link #state()}, the waits and {@link #stop} may be called
 * from any thread; the listener is called in the supervisor's thread, after every change of state.
 */
public final class Supervisor {

  /** Told about every change of state. */
  @FunctionalInterface
  public interface Listener {
    void changed(Supervisor supervisor, ProcessState before, ProcessState after);
  }

  private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

  /** A process that has served so long was started well: its next failure is a first one again. */
  private static final Duration STABLE = Duration.ofSeconds(20);

  private static final long START_POLL_MILLIS = 100;
  private static final long READY_POLL_MILLIS = 2_000;
  private static final int UNREADY_AFTER = 2;

  private final Child child;
  private final LogFile log;
  private final ProcessWatchdog watchdog;
  private final Listener listener;
  private final Thread thread;

  private ProcessState state = new ProcessState.Stopped();

  /** The state that the listener has been told: whoever waits goes on after it. */
  private ProcessState announced = state;

  private Process process;
  private boolean stopping;
  private int restarts;

  public Supervisor(Child child, LogFile log, ProcessWatchdog watchdog, Listener listener) {
    this.child = child;
    this.log = log;
    this.watchdog = watchdog;
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().daemon().name("supervisor-" + child.name()).unstarted(this::run);
  }

  public String name() {
    return child.name();
  }

  public LogFile log() {
    return log;
  }

  public synchronized ProcessState state() {
    return state;
  }

  /** How often the process was started again since the beginning. */
  public synchronized int restarts() {
    return restarts;
  }

  public void start() {
    thread.start();
  }

  /** From now on an end of the process is what was asked for: it isn't started again. */
  public synchronized void retire() {
    stopping = true;
    notifyAll();
  }

  /** Waits until the process serves or is called failed; returns that state. */
  public synchronized ProcessState awaitReadyOrFailed() throws InterruptedException {
    while (!(announced instanceof ProcessState.Ready || announced instanceof ProcessState.Failed)) {
      wait();
    }
    return announced;
  }

  /** Waits until the process serves. */
  public synchronized void awaitReady() throws InterruptedException {
    while (!(announced instanceof ProcessState.Ready)) {
      wait();
    }
  }

  /**
   * Ends the process in good order, after the grace for certain. It is gone on return, and stays
   * so.
   */
  public void stop(Duration grace) throws InterruptedException {
    retire();
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running != null) {
      child.stopSignal().send(running.toHandle());
      if (!running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor();
      }
    }
    thread.join();
  }

  private void run() {
    BackOff backOff = BackOff.NONE;
    try {
      while (!isStopping()) {
        Run run = runOnce();
        if (isStopping()) {
          break;
        }
        backOff = (run.stable() ? BackOff.NONE : backOff).next();
        change(backOff.state(run.reason()));
        pause(backOff.delay());
        synchronized (this) {
          restarts++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    change(new ProcessState.Stopped());
  }

  /** How a run of the process ended. */
  private record Run(String reason, boolean stable) {}

  private Run runOnce() throws InterruptedException {
    Process started;
    try {
      started = startProcess();
    } catch (EmbeddedServerException e) {
      return new Run(e.getMessage(), false);
    } catch (IOException e) {
      return new Run("it can't be started: " + e.getMessage(), false);
    }
    if (started == null) {
      return new Run("it is to stop", false);
    }
    try {
      return watch(started);
    } finally {
      ended(started);
    }
  }

  /** Null if a stop came before the start. */
  private Process startProcess() throws EmbeddedServerException, IOException, InterruptedException {
    ProcessBuilder command = child.command();
    log.rotateIfBig();
    command
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    synchronized (this) {
      if (stopping) {
        return null;
      }
      process = command.start();
      watchdog.guard(process.toHandle(), child.stopSignal());
      return process;
    }
  }

  private Run watch(Process started) throws InterruptedException {
    change(new ProcessState.Starting(started.pid()));
    long begin = System.nanoTime();
    while (!child.isReady(started.toHandle())) {
      if (started.waitFor(START_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return new Run(reason(started), false);
      }
      if (System.nanoTime() - begin > START_TIMEOUT.toNanos()) {
        started.destroyForcibly().waitFor();
        return new Run("it wasn't ready within " + START_TIMEOUT.toSeconds() + " s", false);
      }
    }
    long readySince = System.nanoTime();
    change(new ProcessState.Ready(started.pid()));
    watchReadiness(started);
    return new Run(reason(started), System.nanoTime() - readySince > STABLE.toNanos());
  }

  private void watchReadiness(Process started) throws InterruptedException {
    int unready = 0;
    while (!started.waitFor(READY_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      unready = child.isReady(started.toHandle()) ? 0 : unready + 1;
      if (unready == 0 && state() instanceof ProcessState.Unready) {
        change(new ProcessState.Ready(started.pid()));
      } else if (unready == UNREADY_AFTER && started.isAlive()) {
        change(new ProcessState.Unready(started.pid()));
      }
    }
  }

  private void ended(Process started) {
    try {
      watchdog.release(started.toHandle());
    } catch (IOException e) {
      // Without its watchdog the launcher still ends its children itself, as long as it isn't
      // killed.
      System.err.println("The watchdog is gone: " + e.getMessage());
    }
    synchronized (this) {
      process = null;
    }
  }

  private String reason(Process ended) {
    if (LogTail.of(log.path(), 50).stream().anyMatch(DiskSpace::isExhausted)) {
      return "it ended: the disk is full";
    }
    int code = ended.exitValue();
    return code > 128 ? "it was ended by signal " + (code - 128) : "it ended with code " + code;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized void pause(Duration delay) throws InterruptedException {
    long deadline = System.nanoTime() + delay.toNanos();
    long left = delay.toNanos();
    while (!stopping && left > 0) {
      wait(left / 1_000_000 + 1);
      left = deadline - System.nanoTime();
    }
  }

  private void change(ProcessState after) {
    ProcessState before;
    synchronized (this) {
      before = state;
      state = after;
    }
    listener.changed(this, before, after);
    synchronized (this) {
      announced = after;
      notifyAll();
    }
  }
}
