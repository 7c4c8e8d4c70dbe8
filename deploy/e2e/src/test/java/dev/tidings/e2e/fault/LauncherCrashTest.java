package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The launcher leaves nothing behind, however it ends, and the data stays. The very last test. */
@EndToEnd
@Order(Faults.LAUNCHER)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherCrashTest {

  private final TidingsSystem system;

  LauncherCrashTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  @Order(1)
  void shouldTakeItsProcessesAlongWhenKilledAndFindTheDataAfterwards() {
    TestUser alice = system.user("alice", "launcher");
    String room = alice.createRoom("durable");
    JsonNode message = alice.send(room, "Still there?");
    ProcessHandle[] processes = processes();

    system.killLauncher();
    TidingsSystem.awaitEnd(processes);
    assertThat(system.anyPortIsTaken()).isFalse();

    system.start();
    assertThat(alice.messages(room)).containsExactly(message);
    assertThat(alice.send(room, "Next").path("seq").asLong()).isEqualTo(2);
  }

  @Test
  @Order(2)
  void shouldLeaveNoProcessAndNoPortWhenTakenDown() {
    ProcessHandle[] processes = processes();

    system.stop();
    TidingsSystem.awaitEnd(processes);
    assertThat(system.anyPortIsTaken()).isFalse();
  }

  private ProcessHandle[] processes() {
    List<ManagedProcess> status = system.status();
    assertThat(status).allMatch(ManagedProcess::isReady);
    return status.stream()
        .map(each -> ProcessHandle.of(each.pid()).orElseThrow())
        .toArray(ProcessHandle[]::new);
  }
}
