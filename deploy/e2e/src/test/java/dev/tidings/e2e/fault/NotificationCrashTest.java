package dev.tidings.e2e.fault;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.Database;
import dev.tidings.e2e.support.Database.StoredDelivery;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two replicas take notifications, each request repeated under its key until it is answered, and
 * send them out, alone and in digests, while one after the other is killed in the middle of that:
 * each is made, counted and pushed, and none twice; each window has one digest, which is never
 * empty, and nothing is in two (R-N1, R-N3, R-N4, R-N5, R-N6).
 *
 * <p>What a killed process had handed over and not noted yet is handed over again: as the same,
 * under the same id. No server can tell that it was taken to somebody who is dead.
 */
@EndToEnd
@Order(Faults.FAIL_OVER)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class NotificationCrashTest {

  private static final Path LOG = Path.of("target", "notification-service-replica.log");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final String WORKSPACE = "notification-crash";
  private static final int POSTS = 180;
  private static final int PHASES = 4;
  private static final int PEOPLE = 6;
  private static final int AT_ONCE = 8;

  /** What a worker sends at the same time, and so may leave unnoted. */
  private static final int IN_HAND = 8;

  private final TidingsSystem system;
  private final TestUser admin;

  NotificationCrashTest(TidingsSystem system) {
    this.system = system;
    admin = system.user("root", WORKSPACE, "ADMIN");
  }

  @Test
  void shouldLoseAndDoubleNothingWhileBothReplicasAreKilled() {
    TestUser bob = system.user("bob", WORKSPACE);
    IntStream.range(0, PEOPLE).forEach(this::reach);
    ManagedProcess original = system.process("notification-service");
    try (var outside = new OutsideWorld(system);
        Replica replica = Replica.startBeside(system, original, LOG, Map.of());
        LiveClient bobs = bob.connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TestUser beside = admin.at(replica.address());
      var open = new Semaphore(AT_ONCE);
      post(0, beside, open, threads);
      awaitMore(outside);
      system.kill(original);
      post(1, beside, open, threads);
      system.awaitReplacement(original);
      post(2, beside, open, threads);
      awaitMore(outside);
      replica.kill();
      post(3, beside, open, threads);
      awaitNobodySends(open);

      List<StoredDelivery> sent = awaitAllSettled();
      assertThat(sent).extracting(StoredDelivery::state).isSubsetOf("sent", "merged");
      assertThat(sent).anyMatch(StoredDelivery::digest);
      int repeated =
          assertEachIsInOne(outside.mails(), sent, "email")
              + assertEachIsInOne(outside.requests(), sent, "webhook");
      assertThat(repeated)
          .as("sent again by who came after the dead")
          .isLessThanOrEqualTo(2 * IN_HAND);
      System.out.printf(
          "Killed two notification-services that sent %d mails and %d requests, %d of them again%n",
          outside.mails().size(), outside.requests().size(), repeated);

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

  /** Somebody who is away, and is reached by mail and the webhook. */
  private void reach(int number) {
    TestUser person = system.user("p" + number, WORKSPACE);
    admin
        .put(
            "/api/notifications/contacts/" + person.id(),
            Map.of("email", person.id() + "@example.com"))
        .expect(204);
    person
        .put(
            "/api/notifications/preferences",
            Map.of("channels", Map.of("webhook", Map.of("enabled", true))))
        .expect(200);
  }

  /** Begins to post a part of them, by both replicas in turns. */
  private void post(int phase, TestUser beside, Semaphore open, ExecutorService threads) {
    for (int i = phase; i < POSTS; i += PHASES) {
      int number = i;
      open.acquireUninterruptibly();
      threads.execute(
          () -> {
            try {
              postUntilAnswered(
                  (number / 4) % 2 == 0 ? admin : beside,
                  (number / 4) % 2 == 0 ? beside : admin,
                  number);
            } finally {
              open.release();
            }
          });
    }
  }

  /** By one or the other; each answer but the first of a key is a replay. */
  private static void postUntilAnswered(TestUser first, TestUser second, int number) {
    String body =
        Json.write(
            Map.of(
                "userIds",
                List.of("bob", "p" + number / 7 % PEOPLE),
                "type",
                "review",
                "title",
                title(number)));
    Map<String, String> key = Map.of("Idempotency-Key", "crash-" + number);
    await()
        .atMost(SETTLED)
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

  private static void awaitNobodySends(Semaphore open) {
    await().atMost(SETTLED).until(() -> open.availablePermits() == AT_ONCE);
  }

  /** Until something is just being sent. */
  private static void awaitMore(OutsideWorld outside) {
    int before = outside.count();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> outside.count() > before);
  }

  private List<StoredDelivery> awaitAllSettled() {
    try (Database database = system.database()) {
      await()
          .atMost(SETTLED)
          .until(
              () ->
                  database.deliveries(WORKSPACE).stream()
                      .noneMatch(
                          each -> each.state().equals("queued") || each.state().equals("sending")));
      return database.deliveries(WORKSPACE);
    }
  }

  /** Returns how many of those that have arrived are repetitions. */
  private static int assertEachIsInOne(
      List<OutsideWorld.Received> arrived, List<StoredDelivery> sent, String channel) {
    var contents = new HashMap<String, TreeSet<String>>();
    for (OutsideWorld.Received each : arrived) {
      assertThat(each.titles()).as("what %s %s says", channel, each.key()).isNotEmpty();
      TreeSet<String> before = contents.putIfAbsent(each.key(), each.titles());
      assertThat(each.titles())
          .as("repetitions of %s %s", channel, each.key())
          .isEqualTo(before == null ? each.titles() : before);
    }
    assertThat(contents.keySet())
        .as("each that was sent by %s, and nothing else", channel)
        .isEqualTo(
            sent.stream()
                .filter(each -> each.channel().equals(channel) && each.state().equals("sent"))
                .map(StoredDelivery::id)
                .collect(toSet()));
    assertThat(contents.values().stream().flatMap(Set::stream))
        .as("what all of %s say", channel)
        .containsExactlyInAnyOrderElementsOf(titles());
    return arrived.size() - contents.size();
  }

  private static Set<String> titles() {
    return IntStream.range(0, POSTS).mapToObj(NotificationCrashTest::title).collect(toSet());
  }

  private static String title(int number) {
    return "Number " + number;
  }
}
