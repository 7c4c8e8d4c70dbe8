package dev.tidings.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What gateways tell each other of revocations is what the contract says, field by field. */
class RevocationContractTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("gateway");
  private static final String TYPE = "TOKENS_REVOKED";

  @Test
  void shouldWriteWhatTheContractSays() throws IOException {
    for (var example : CONTRACT.events(TYPE)) {
      assertThat(example.topic()).isEqualTo(RevocationLog.TOPIC);
      TokensRevoked read = Json.mapper().treeToValue(example.data(), TokensRevoked.class);
      CloudEvent event = RevocationLog.event(read);
      assertThat(Json.mapper().readTree(event.data())).isEqualTo(example.data());
      CONTRACT.assertEventSatisfiesSchema(TYPE, event.data());
      assertThat(CloudEventCodec.headers(event))
          .containsExactlyInAnyOrderEntriesOf(example.headers());
    }
  }
}
