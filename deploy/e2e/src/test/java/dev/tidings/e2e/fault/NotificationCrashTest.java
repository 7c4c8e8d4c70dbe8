package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two replicas take notifications, each request repeated under its key until it is answered, while
 * one of them is killed: each is made, counted and pushed, and none twice (R-N1, R-N5, R-N6).
 */
@EndToEnd
@Order(Faults.FAIL_OVER)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class NotificationCrashTest {

  private static final Path LOG = Path.of("target", "notification-service-replica.log");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POSTS = 120;
  private static final int AT_ONCE = 8;

  private final TidingsSystem system;

  NotificationCrashTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldLoseAndDoubleNothingWhileAReplicaIsKilled() throws InterruptedException {
    TestUser admin = system.user("root", "notification-crash", "ADMIN");
    TestUser bob = system.user("bob", "notification-crash");
    ManagedProcess original = system.process("notification-service");
    try (Replica survivor = Replica.startBeside(system, original, LOG, Map.of());
        LiveClient bobs = bob.connect()) {
      TestUser beside = admin.at(survivor.address());
      var turns = new Semaphore(AT_ONCE);
      var third = new CountDownLatch(POSTS / 3);
      ManagedProcess victim;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < POSTS; i++) {
          int number = i;
          threads.execute(
              () -> {
                turns.acquireUninterruptibly();
                try {
                  post(number % 2 == 0 ? admin : beside, beside, number);
                } finally {
                  turns.release();
                  third.countDown();
                }
              });
        }
        third.await();
        victim = system.kill("notification-service");
      }
      system.awaitReplacement(victim);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(bobs.frames(frame -> frame.is("NOTIFICATION", "user:bob")))
                      .extracting(frame -> frame.data().path("title").asText())
                      .containsExactlyInAnyOrderElementsOf(titles()));
      JsonNode listed = bob.get("/api/notifications?limit=200").expect(200).json().path("items");
      assertThat(StreamSupport.stream(listed.spliterator(), false))
          .extracting(each -> each.path("title").asText())
          .containsExactlyInAnyOrderElementsOf(titles());
      assertThat(
              bob.get("/api/notifications/unread-count").expect(200).json().path("count").asInt())
          .isEqualTo(POSTS);
    }
  }

  /** Until it is answered, by one or the other; each answer but the first of a key is a replay. */
  private static void post(TestUser first, TestUser second, int number) {
    String body =
        Json.write(Map.of("userId", "bob", "type", "review", "title", "Number " + number));
    Map<String, String> key = Map.of("Idempotency-Key", "crash-" + number);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (TestUser via : new TestUser[] {first, second}) {
                try {
                  Answer answer = via.exchange("POST", "/api/notifications", body, key);
                  if (answer.status() == 200 || answer.status() == 201) {
                    return true;
                  }
                } catch (UncheckedIOException e) {
                  // Killed in the middle: the other one, then once more.
                }
              }
              return false;
            });
  }

  private static Set<String> titles() {
    var titles = new HashSet<String>();
    for (int i = 0; i < POSTS; i++) {
      titles.add("Number " + i);
    }
    return titles;
  }
}
