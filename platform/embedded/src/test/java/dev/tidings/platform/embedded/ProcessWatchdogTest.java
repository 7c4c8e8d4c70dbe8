package dev.tidings.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessWatchdogTest {

  private ProcessWatchdog watchdog;
  private Process child;

  @BeforeEach
  void startBoth() throws Exception {
    watchdog = ProcessWatchdog.start();
    child = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endBoth() throws Exception {
    child.destroyForcibly();
    watchdog.close();
  }

  @Test
  void shouldEndWhatItGuardsWhenItsPipeIsClosed() throws Exception {
    watchdog.guard(child.toHandle(), ProcessSignal.TERM);

    watchdog.close();

    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertGone(watchdog.process());
  }

  @Test
  void shouldLeaveReleasedProcessesAlone() throws Exception {
    watchdog.guard(child.toHandle(), ProcessSignal.TERM);
    watchdog.release(child.toHandle());

    watchdog.close();

    assertGone(watchdog.process());
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void shouldOutliveTheSignalsOfATerminal() throws Exception {
    watchdog.guard(child.toHandle(), ProcessSignal.TERM);
    long shell = watchdog.process().pid();
    for (String signal : new String[] {"INT", "HUP", "TERM"}) {
      new ProcessBuilder("kill", "-s", signal, Long.toString(shell)).start().waitFor();
    }
    assertThat(watchdog.process().isAlive()).isTrue();

    watchdog.close();

    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldEndTheChildrenOfAParentThatWasKilled(@TempDir Path directory) throws Exception {
    Path farewell = directory.resolve("farewell");
    String script =
        "trap 'echo ended > %s; exit' TERM; echo up; while :; do sleep 0.1; done"
            .formatted(farewell);
    Process parent =
        new ProcessBuilder(
                TestMachine.JAVA_HOME.resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GuardingProcess.class.getName(),
                script)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(parent.inputReader().readLine()).isEqualTo("guarding");

    parent.destroyForcibly().waitFor();

    // A file rather than the process table: where nobody collects orphans, their entries stay.
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(farewell));
  }

  private static void assertGone(ProcessHandle process) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }
}
