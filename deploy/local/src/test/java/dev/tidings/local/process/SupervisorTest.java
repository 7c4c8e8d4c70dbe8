package dev.tidings.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.embedded.ProcessSignal;
import dev.tidings.platform.embedded.ProcessWatchdog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir Path directory;
  private final List<ProcessState> states = new CopyOnWriteArrayList<>();
  private ProcessWatchdog watchdog;
  private Supervisor supervisor;

  @BeforeEach
  void startWatchdog() throws Exception {
    watchdog = ProcessWatchdog.start();
  }

  @AfterEach
  void endEverything() throws Exception {
    supervisor.stop(GRACE);
    watchdog.close();
  }

  @Test
  void shouldStartAgainWhatWasKilled() throws Exception {
    supervise("sleep 600");
    supervisor.awaitReady();
    ProcessHandle first = running();

    first.destroyForcibly();

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> supervisor.restarts() == 1 && supervisor.state() instanceof ProcessState.Ready);
    assertThat(running().pid()).isNotEqualTo(first.pid());
    assertThat(states)
        .contains(new ProcessState.Restarting("it was ended by signal 9", Duration.ofMillis(500)));
  }

  @Test
  void shouldCallFailedWhatEndsAgainAndAgainAndKeepItsOutput() throws Exception {
    supervise("echo broken; exit 3");

    ProcessState state = supervisor.awaitReadyOrFailed();

    assertThat(state)
        .isEqualTo(new ProcessState.Failed("it ended with code 3", Duration.ofSeconds(2)));
    assertThat(Files.readAllLines(supervisor.log().path())).contains("broken", "broken", "broken");
  }

  @Test
  void shouldEndItsProcessAndStayStopped() throws Exception {
    supervise("trap 'exit 0' TERM; while :; do sleep 0.1; done");
    supervisor.awaitReady();
    ProcessHandle process = running();

    supervisor.stop(GRACE);

    assertThat(process.isAlive()).isFalse();
    assertThat(supervisor.state()).isEqualTo(new ProcessState.Stopped());
  }

  @Test
  void shouldSayThatTheDiskIsFull() throws Exception {
    supervise("echo 'PANIC: could not write: No space left on device'; exit 1");

    assertThat(supervisor.awaitReadyOrFailed().detail()).startsWith("it ended: the disk is full");
  }

  private void supervise(String script) {
    supervisor =
        new Supervisor(
            new Shell(script),
            new LogFile(directory.resolve("logs/shell.log")),
            watchdog,
            (changed, before, after) -> states.add(after));
    supervisor.start();
  }

  private ProcessHandle running() {
    return ProcessHandle.of(supervisor.state().pid().orElseThrow()).orElseThrow();
  }

  /** A shell that serves as soon as it has run for a moment. */
  private record Shell(String script) implements Child {
    @Override
    public String name() {
      return "shell";
    }

    @Override
    public ProcessBuilder command() {
      return new ProcessBuilder("sh", "-c", script);
    }

    @Override
    public boolean isReady(ProcessHandle process) {
      return process.isAlive() && !script.contains("exit 3") && !script.contains("exit 1");
    }

    @Override
    public ProcessSignal stopSignal() {
      return ProcessSignal.TERM;
    }
  }
}
