package dev.tidings.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * R-X7: a process that isn't set up completely ends and names what is missing; one that is asked to
 * end answers what it has taken, and ends well.
 */
@EndToEnd
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class BeginningAndEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TidingsSystem system;

  BeginningAndEndTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldNotStartWithoutKnowingWhoseTokensToTake() throws IOException {
    Path log = Path.of("target", "gateway-incomplete.log");
    var changes = Map.of("MP_JWT_VERIFY_ISSUER", "", "MP_JWT_VERIFY_AUDIENCES", "");
    try (Replica replica = Replica.startBeside(system, system.process("gateway"), log, changes)) {
      assertThat(replica.exitCode()).isEqualTo(1);
    }
    assertThat(Files.readString(log))
        .contains("This can't run in production")
        .contains("environment variable MP_JWT_VERIFY_ISSUER")
        .contains("environment variable MP_JWT_VERIFY_AUDIENCES");
  }

  /** As the chart's job does, which knows the database and nothing else. */
  @Test
  void shouldMigrateAndEnd() throws IOException {
    Path log = Path.of("target", "chat-service-migration.log");
    var changes =
        Map.of(
            "QUARKUS_INIT_AND_EXIT", "true",
            "QUARKUS_FLYWAY_MIGRATE_AT_START", "true",
            "KAFKA_BOOTSTRAP_SERVERS", "",
            "TIDINGS_KAFKA_CREATE_TOPICS", "",
            "MP_JWT_VERIFY_ISSUER", "",
            "MP_JWT_VERIFY_AUDIENCES", "",
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION", "");
    try (Replica replica =
        Replica.startBeside(system, system.process("chat-service"), log, changes)) {
      assertThat(replica.exitCode()).as(Files.readString(log)).isZero();
    }
    assertThat(Files.readString(log)).contains("is up to date").doesNotContain("can't run");
  }

  @Test
  void shouldAnswerWhatItHasTakenAndEndWell() {
    TestUser alice = system.user("alice", "orderly-end");
    String room = alice.createRoom("orderly end");
    Path log = Path.of("target", "chat-service-ended.log");
    var acknowledged = new ArrayList<String>();
    try (Replica replica =
            Replica.startBeside(system, system.process("chat-service"), log, Map.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TestUser there = alice.at(replica.address());
      there.get("/q/health/ready").expect(200);
      var sending =
          threads.submit(
              () -> {
                for (int i = 0; ; i++) {
                  Answer answer = there.post("/api/chat/messages", message(room, "m-" + i));
                  if (answer.status() == 503) {
                    return "refused";
                  }
                  acknowledged.add(answer.expect(201).json().path("clientMessageId").asText());
                  if (acknowledged.size() == 20) {
                    replica.terminate();
                  }
                }
              });
      assertThat(replica.exitCode()).isZero();
      // Whoever comes when it is over finds nobody, and has not been promised anything.
      await().atMost(PATIENCE).until(sending::isDone);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20);
    List<String> stored = new ArrayList<>();
    alice.messages(room).forEach(each -> stored.add(each.path("clientMessageId").asText()));
    assertThat(stored).containsAll(acknowledged);
    assertThat(linesOf(log))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(Json.parse(line).path("level").asText()).isIn("INFO", "WARN"));
  }

  private static Map<String, String> message(String room, String id) {
    return Map.of("roomId", room, "clientMessageId", id, "message", "Message " + id);
  }

  /** What the process has logged, for machines; the JVM's own word comes first. */
  private static List<String> linesOf(Path log) {
    try {
      return Files.readAllLines(log).stream().filter(line -> !line.startsWith("NOTE: ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
