package dev.tidings.gateway.announcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.announcement.ConnectionEvent.ConnectionClosed;
import dev.tidings.gateway.announcement.ConnectionEvent.ConnectionOpened;
import dev.tidings.gateway.announcement.ConnectionEvent.GatewayLease;
import dev.tidings.gateway.announcement.ConnectionEvent.GatewayStopped;
import dev.tidings.gateway.support.GatewayTest;
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

/** R-P4 at the gateway: what it tells of its connections. */
@QuarkusTest
class AnnouncementTest extends GatewayTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("gateway");
  private static final Map<String, Class<? extends ConnectionEvent>> TYPES =
      Map.of(
          "CONNECTION_OPENED", ConnectionOpened.class,
          "CONNECTION_CLOSED", ConnectionClosed.class,
          "GATEWAY_LEASE", GatewayLease.class,
          "GATEWAY_STOPPED", GatewayStopped.class);

  @Test
  void shouldWriteWhatTheContractSays() throws IOException {
    CONTRACT.check();
    assertThat(CONTRACT.eventTypes())
        .filteredOn(type -> CONTRACT.events(type).getFirst().topic().equals(AnnouncementTopic.NAME))
        .containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    for (var type : TYPES.entrySet()) {
      for (var example : CONTRACT.events(type.getKey())) {
        Object data = Json.mapper().treeToValue(example.data(), type.getValue());
        assertThat(Json.mapper().readTree(Json.bytes(data))).isEqualTo(example.data());
      }
    }
  }

  @Test
  void shouldAnnounceOpeningsClosingsAndItsLease() throws IOException {
    try (var probe =
        TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), AnnouncementTopic.NAME)) {
      var alice =
          TestSocket.connect(ws(), Tokens.of("alice", workspace).name("Alice", "Adams").mint());
      String session = alice.frames().getFirst().at("/data/sessionId").asText();
      CloudEvent opened = probe.awaitEvent(workspace, "user:alice", "CONNECTION_OPENED");
      alice.close();
      CloudEvent closed = probe.awaitEvent(workspace, "user:alice", "CONNECTION_CLOSED");
      assertThat(opened.subject()).isEqualTo("session:" + session);
      assertThat(closed.subject()).isEqualTo("session:" + session);
      CONTRACT.assertEventSatisfiesSchema("CONNECTION_OPENED", opened.data());
      CONTRACT.assertEventSatisfiesSchema("CONNECTION_CLOSED", closed.data());
      JsonNode data = Json.mapper().readTree(opened.data());
      assertThat(data.at("/user/firstName").asText()).isEqualTo("Alice");
      String gateway = data.path("gatewayId").asText();
      CloudEvent lease = probe.awaitEvent("tidings", "gateway:" + gateway, "GATEWAY_LEASE");
      CONTRACT.assertEventSatisfiesSchema("GATEWAY_LEASE", lease.data());
      assertThat(probe.records())
          .filteredOn(record -> new String(record.key(), UTF_8).equals(gateway))
          .extracting(org.apache.kafka.clients.consumer.ConsumerRecord::partition)
          .as("one partition, one order")
          .containsOnly(
              probe
                  .await("the lease", record -> new String(record.key(), UTF_8).equals(gateway))
                  .partition());
    }
  }
}
