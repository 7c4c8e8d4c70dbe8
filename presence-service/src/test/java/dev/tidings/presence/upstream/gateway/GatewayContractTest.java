package dev.tidings.presence.upstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the gateway promises is enough for what is read of it here. */
class GatewayContractTest {

  private final ContractExamples gateway = ContractExamples.of("gateway");

  @Test
  void shouldReadEveryExampleOfTheTypesThatPresenceNeeds() {
    for (EventExample example : gateway.events("CONNECTION_OPENED")) {
      JsonNode data = example.data();
      assertThat(GatewayEvent.read(event(example)))
          .as(example.name())
          .isInstanceOfSatisfying(
              GatewayEvent.Opened.class,
              opened -> {
                assertThat(opened.sessionId()).isEqualTo(data.path("sessionId").asText());
                assertThat(opened.userId()).isEqualTo(data.path("userId").asText());
                assertThat(opened.gatewayId()).isEqualTo(data.path("gatewayId").asText());
                assertThat(opened.at()).isEqualTo(Instant.parse(data.path("at").asText()));
                assertThat(opened.user().firstName())
                    .isEqualTo(data.path("user").path("firstName").textValue());
              });
    }
    for (EventExample example : gateway.events("CONNECTION_CLOSED")) {
      JsonNode data = example.data();
      assertThat(GatewayEvent.read(event(example)))
          .as(example.name())
          .isEqualTo(
              new GatewayEvent.Closed(
                  data.path("sessionId").asText(),
                  data.path("userId").asText(),
                  data.path("gatewayId").asText(),
                  Instant.parse(data.path("at").asText())));
    }
    for (EventExample example : gateway.events("GATEWAY_LEASE")) {
      assertThat(GatewayEvent.read(event(example)))
          .as(example.name())
          .isEqualTo(
              new GatewayEvent.Lease(
                  example.data().path("gatewayId").asText(),
                  example.data().path("leaseMs").asInt()));
    }
    for (EventExample example : gateway.events("GATEWAY_STOPPED")) {
      assertThat(GatewayEvent.read(event(example)))
          .as(example.name())
          .isEqualTo(new GatewayEvent.Stopped(example.data().path("gatewayId").asText()));
    }
  }

  private static CloudEvent event(EventExample example) {
    return ((DecodedEvent.Valid)
            CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE))
        .event();
  }
}
