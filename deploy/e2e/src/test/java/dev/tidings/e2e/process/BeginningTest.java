package dev.tidings.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TidingsSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * R-X7: a process that isn't set up completely ends and names what is missing; one that is there to
 * migrate does that and ends.
 */
@EndToEnd
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class BeginningTest {

  private final TidingsSystem system;

  BeginningTest(TidingsSystem system) {
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
}
