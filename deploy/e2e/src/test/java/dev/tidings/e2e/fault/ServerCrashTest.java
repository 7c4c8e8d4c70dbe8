package dev.tidings.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** While messages flow, PostgreSQL and Kafka are killed (R-C4, R-X1, R-X2). */
@EndToEnd
@Order(Faults.SERVERS)
class ServerCrashTest {

  private static final int RATE = 100;
  private static final Duration CALM = Duration.ofSeconds(2);

  private final TidingsSystem system;

  ServerCrashTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldLoseAndRepeatNothingWhilePostgresAndKafkaAreKilled() {
    try (var rooms = new ChatRooms(system, "server-crash");
        MessageLoad load = rooms.load(RATE)) {
      for (String victim : new String[] {"postgres", "kafka"}) {
        load.goOnFor(CALM);
        system.awaitReplacement(system.kill(victim));
        load.awaitProgress(RATE);
      }
      Map<Send, JsonNode> acknowledged = load.finish();
      rooms.awaitDeliveryInEveryRoom();

      ChatLedger ledger =
          ChatLedger.read(system, rooms.workspace())
              .everyAcknowledgedMessageIsStoredOnce(acknowledged)
              .sequencesHaveNoGap()
              .everyStoredMessageIsPublishedInOrder()
              .noConnectionSawARepetitionOrAHole(rooms.connections());
      System.out.printf(
          "Killed PostgreSQL and Kafka: %d messages acknowledged, %d sends repeated, %d records published again%n",
          acknowledged.size(), load.repeated(), ledger.repeatedRecords());
    }
  }
}
