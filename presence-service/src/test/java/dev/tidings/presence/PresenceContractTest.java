package dev.tidings.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import dev.tidings.presence.status.PresenceEvent;
import dev.tidings.presence.status.PresenceView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What this service promises, and that its records say just that. */
class PresenceContractTest {

  private final ContractExamples contract = ContractExamples.of("presence-service");

  @Test
  void shouldHaveExamplesThatSatisfyTheirSchemas() {
    contract.check();
  }

  @Test
  void shouldPromiseEveryEventThatItPublishes() throws Exception {
    assertThat(contract.eventTypes()).isEqualTo(List.of("PRESENCE_UPDATE"));
    for (EventExample example : contract.events("PRESENCE_UPDATE")) {
      var update = Json.mapper().treeToValue(example.data(), PresenceEvent.PresenceUpdate.class);
      assertThat(update.type()).isEqualTo("PRESENCE_UPDATE");
      assertThat(json(update)).as(example.name()).isEqualTo(example.data());
    }
  }

  @Test
  void shouldAnswerPresenceAsPromised() throws Exception {
    for (JsonNode body : contract.bodies("presence")) {
      assertThat(json(Json.mapper().treeToValue(body, PresenceView.class))).isEqualTo(body);
    }
  }

  private static JsonNode json(Object value) throws Exception {
    return Json.mapper().readTree(Json.bytes(value));
  }
}
