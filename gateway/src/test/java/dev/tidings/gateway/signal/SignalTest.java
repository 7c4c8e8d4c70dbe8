package dev.tidings.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-G2: what clients do reaches the services' topic, once Kafka has it the client knows. */
@QuarkusTest
class SignalTest extends GatewayTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("gateway");
  private static final Map<String, Class<? extends SignalEvent>> TYPES =
      Map.of(
          "TYPING_START", SignalEvent.Typing.class,
          "TYPING_STOP", SignalEvent.Typing.class,
          "PRESENCE_UPDATE", SignalEvent.Status.class,
          "ACTIVITY", SignalEvent.Activity.class,
          "PAGE_NAVIGATE", SignalEvent.Page.class);

  @Test
  void shouldWriteWhatTheContractSays() throws IOException {
    assertThat(CONTRACT.eventTypes())
        .filteredOn(type -> CONTRACT.events(type).getFirst().topic().equals(SignalTopic.NAME))
        .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    for (var type : TYPES.entrySet()) {
      for (var example : CONTRACT.events(type.getKey())) {
        Object data = Json.mapper().treeToValue(example.data(), type.getValue());
        assertThat(Json.mapper().readTree(Json.bytes(data))).isEqualTo(example.data());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "PRESENCE_UPDATE|{\"status\":\"busy\",\"message\":\"At lunch 🍜\",\"messageExpiresAt\":\"2026-03-01T12:00:00+01:00\"}|/message|At lunch 🍜",
        "PRESENCE_UPDATE|{\"status\":\"online\"}|/status|online",
        "ACTIVITY|{\"type\":\"editing\",\"resourceType\":\"document\",\"resourceId\":\"42\"}|/resourceId|42",
        "ACTIVITY|{\"type\":\"idle\"}|/type|idle",
        "PAGE_NAVIGATE|{\"page\":\"/contacts/42\"}|/page|/contacts/42",
      })
  void shouldPublishWhatAUserDoes(String type, String data, String field, String value)
      throws IOException {
    try (var probe = probe();
        var alice =
            TestSocket.connect(ws(), Tokens.of("alice", workspace).name("Alice", "Adams").mint())) {
      assertThat(alice.request(type, "1", data).path("type").asText()).isEqualTo("ACK");
      CloudEvent signal = probe.awaitEvent(workspace, "user:alice", type);
      CONTRACT.assertEventSatisfiesSchema(type, signal.data());
      assertThat(signal.subject()).isEqualTo("user:alice");
      JsonNode read = Json.mapper().readTree(signal.data());
      assertThat(read.at(field).asText()).isEqualTo(value);
      assertThat(read.path("sessionId").asText())
          .isEqualTo(alice.frames().getFirst().at("/data/sessionId").asText());
      assertThat(read.at("/user/firstName").asText()).isEqualTo("Alice");
    }
  }

  @Test
  void shouldPublishTypingOfMembersOnly() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    try (var probe = probe();
        var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var mallory = TestSocket.connect(ws(), Tokens.token("mallory", workspace))) {
      String data = "{\"room\":\"room:" + room + "\"}";
      assertThat(mallory.request("TYPING_START", "1", data).at("/data/code").asText())
          .isEqualTo("not-found");
      assertThat(alice.request("TYPING_START", "1", data).path("type").asText()).isEqualTo("ACK");
      assertThat(
              alice
                  .request("TYPING_STOP", "2", "{\"roomId\":\"" + room + "\"}")
                  .path("type")
                  .asText())
          .isEqualTo("ACK");
      probe.awaitEvent(workspace, "room:" + room, "TYPING_STOP");
      assertThat(probe.events(workspace))
          .extracting(event -> event.type() + " " + event.subject())
          .containsExactly("TYPING_START user:alice", "TYPING_STOP user:alice");
      for (CloudEvent event : probe.events(workspace)) {
        CONTRACT.assertEventSatisfiesSchema(event.type(), event.data());
      }
    }
  }

  private static TopicProbe probe() {
    return TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), SignalTopic.NAME);
  }
}
