package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
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
  private static final int AT_ONCE = 100;

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
    try (Replica survivor = Replica.startBeside(system, leader, LOG, Map.of());
        LiveClient bobs = bob.connect()) {
      TestUser atSurvivor = alice.at(survivor.address());
      assertThat(system.metric(system.address("chat-service"), Faults.LEADER_METRIC)).contains(1.0);
      assertThat(system.metric(survivor.address(), Faults.LEADER_METRIC)).contains(0.0);
      Answer once = shouldAnswerAsOne(alice, atSurvivor, bob.at(survivor.address()));
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
      shouldBeTheSameAgain(once, alice, atSurvivor);
      alice.send(room, "through the new one");
      bobs.awaitFrames(2 * EACH + 1, frame -> frame.is("MESSAGE_RECEIVED"));
      assertThat(bobs.frames(frame -> frame.is("MESSAGE_RECEIVED")))
          .extracting(frame -> frame.data().path("seq").asInt())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * EACH + 1).boxed().toList());
    }
  }

  /**
   * R-C1, R-C4: whichever replica is asked, equal sends are one message and one name is one room.
   */
  private static Answer shouldAnswerAsOne(TestUser alice, TestUser alsoAlice, TestUser bob) {
    String room = alice.createRoom("two replicas");
    var message = Map.of("roomId", room, "message", "Once", "clientMessageId", "c-1");
    List<Answer> sends =
        atOnce(i -> (i % 2 == 0 ? alice : alsoAlice).post("/api/chat/messages", message));
    assertThat(sends).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(sends)
        .extracting(answer -> answer.json().path("id").asText())
        .containsOnly(sends.getFirst().json().path("id").asText());
    assertThat(alice.messages(room)).hasSize(1);

    var channel = Map.of("kind", "channel", "name", "Two replicas");
    List<Answer> rooms =
        atOnce(i -> List.of(alice, alsoAlice, bob).get(i % 3).post("/api/chat/rooms", channel));
    assertThat(rooms).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(rooms)
        .extracting(answer -> answer.json().path("id").asText())
        .containsOnly(rooms.getFirst().json().path("id").asText());
    assertThat(bob.room(rooms.getFirst().json().path("id").asText()).path("memberCount").asInt())
        .isEqualTo(2);
    return sends.getFirst();
  }

  /** R-C4: a send may be repeated for ever, also at a replica that was not there then. */
  private static void shouldBeTheSameAgain(Answer once, TestUser... replicas) {
    for (TestUser replica : replicas) {
      Answer again =
          replica.post(
              "/api/chat/messages",
              Map.of(
                  "roomId",
                  once.json().path("roomId").asText(),
                  "message",
                  "Once",
                  "clientMessageId",
                  "c-1"));
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json().path("id")).isEqualTo(once.json().path("id"));
    }
  }

  private static List<Answer> atOnce(IntFunction<Answer> request) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> requests =
          IntStream.range(0, AT_ONCE)
              .<Callable<Answer>>mapToObj(i -> () -> request.apply(i))
              .toList();
      return threads.invokeAll(requests).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
