package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** When the relay of the outbox dies, another replica takes over within seconds (R-X1, R-X2). */
@EndToEnd
@Order(Faults.FAIL_OVER)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class RelayFailOverTest {

  private static final Path LOG = Path.of("target", "chat-service-replica.log");
  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static final int EACH = 50;

  private final TidingsSystem system;

  RelayFailOverTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldRelayWhatTheSurvivorTakesInAfterTheLeaderIsKilled() {
    TestUser alice = system.user("alice", "fail-over");
    TestUser bob = system.user("bob", "fail-over");
    String room = alice.createRoom("fail-over", bob);
    ManagedProcess leader = system.process("chat-service");
    try (Replica survivor = Replica.startBeside(system, leader, LOG);
        LiveClient bobs = bob.connect()) {
      TestUser atSurvivor = alice.at(survivor.address());
      assertThat(system.metric(system.address("chat-service"), Faults.LEADER_METRIC)).contains(1.0);
      assertThat(system.metric(survivor.address(), Faults.LEADER_METRIC)).contains(0.0);
      IntStream.range(0, EACH).forEach(i -> atSurvivor.send(room, "while standing by " + i));
      bobs.awaitFrames(EACH, frame -> frame.is("MESSAGE_RECEIVED"));

      ManagedProcess victim = system.kill("chat-service");
      IntStream.range(0, EACH).forEach(i -> atSurvivor.send(room, "after the crash " + i));
      bobs.awaitFrames(2 * EACH, SECONDS, frame -> frame.is("MESSAGE_RECEIVED"));
      await()
          .atMost(SECONDS)
          .until(
              () ->
                  system.metric(survivor.address(), Faults.LEADER_METRIC).equals(Optional.of(1.0)));

      system.awaitReplacement(victim);
      alice.send(room, "through the new one");
      bobs.awaitFrames(2 * EACH + 1, frame -> frame.is("MESSAGE_RECEIVED"));
      assertThat(bobs.frames(frame -> frame.is("MESSAGE_RECEIVED")))
          .extracting(frame -> frame.data().path("seq").asInt())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * EACH + 1).boxed().toList());
    }
  }
}
