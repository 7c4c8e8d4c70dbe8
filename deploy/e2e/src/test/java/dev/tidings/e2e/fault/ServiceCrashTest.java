package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * While messages flow, the service that stores and relays them is killed, and the gateway (R-C4,
 * R-G8, R-X2, R-X8). {@code -Dtidings.e2e.load.seconds} and {@code …rate} make a soak of it.
 */
@EndToEnd
@Order(Faults.SERVICES)
class ServiceCrashTest {

  private static final Duration CALM =
      Duration.ofSeconds(Integer.getInteger("tidings.e2e.load.seconds", 16) / 7);

  private final TidingsSystem system;

  ServiceCrashTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldLoseAndRepeatNothingWhileChatServiceAndGatewayAreKilled() {
    try (var rooms = new ChatRooms(system, "service-crash");
        MessageLoad load = rooms.load(ChatRooms.RATE)) {
      for (String victim : new String[] {"chat-service", "chat-service", "gateway"}) {
        load.goOnFor(CALM);
        system.awaitReplacement(system.kill(victim));
        load.awaitProgress(ChatRooms.RATE);
      }
      load.goOnFor(CALM);
      Map<Send, JsonNode> acknowledged = load.finish();
      rooms.awaitDeliveryInEveryRoom();

      ChatLedger ledger =
          ChatLedger.read(system, rooms.workspace())
              .everyAcknowledgedMessageIsStoredOnce(acknowledged)
              .sequencesHaveNoGap()
              .everyStoredMessageIsPublishedInOrder()
              .noConnectionSawARepetitionOrAHole(rooms.connections());
      assertThat(load.repeated()).as("sends that a crash has hit").isPositive();
      System.out.printf(
          "Killed chat-service twice and the gateway: %d messages acknowledged, %d sends repeated, %d records published again%n",
          acknowledged.size(), load.repeated(), ledger.repeatedRecords());
    }
  }
}
