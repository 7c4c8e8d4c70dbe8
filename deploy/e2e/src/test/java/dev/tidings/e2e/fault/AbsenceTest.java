package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What others notice of a process that is away for a while (R-X1, R-G14, R-P4). */
@EndToEnd
@Order(Faults.ABSENCE)
class AbsenceTest {

  private static final Duration SECONDS = Duration.ofSeconds(30);

  private final TidingsSystem system;
  private final TestUser alice;

  AbsenceTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", "absence");
  }

  @Test
  void shouldSayThatAServiceIsAwayAndServeTheRest() {
    String path = "/api/notifications";
    alice.get(path).expect(200);
    String room = alice.createRoom("unimpressed");
    ManagedProcess victim = system.kill("notification-service");
    Answer away =
        await()
            .atMost(SECONDS)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> alice.get(path), answer -> answer.status() != 200);

    away.expectProblem(503);
    assertThat(away.header("Retry-After")).matches("[1-9]\\d*");
    alice.send(room, "Still here");
    system.awaitReplacement(victim);
    alice.get(path).expect(200);
  }

  @Test
  void shouldEndThePresenceOfWhoseGatewayHasDied() {
    TestUser bob = system.user("bob", "absence");
    LiveClient bobs = bob.connect();
    await().atMost(SECONDS).untilAsserted(() -> assertThat(onlineUsers()).contains("bob"));

    system.awaitReplacement(system.kill("gateway"));
    await().atMost(SECONDS).until(bobs::isEnded);
    try (LiveClient alices = alice.connect()) {
      await()
          .atMost(SECONDS)
          .untilAsserted(() -> assertThat(onlineUsers()).contains("alice").doesNotContain("bob"));
      assertThat(alices.isEnded()).isFalse();
    }
  }

  private List<String> onlineUsers() {
    return alice
        .get("/api/realtime/online-users")
        .expect(200)
        .json()
        .path("items")
        .findValuesAsText("userId");
  }
}
