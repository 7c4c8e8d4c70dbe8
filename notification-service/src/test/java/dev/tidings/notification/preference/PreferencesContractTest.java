package dev.tidings.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import org.junit.jupiter.api.Test;

/** What is promised of preferences is what is read and shown. */
class PreferencesContractTest {

  @Test
  void shouldReadAndShowTheExamples() throws Exception {
    for (JsonNode body : ContractExamples.of("notification-service").bodies("preferences")) {
      Preferences read = Json.mapper().treeToValue(body, PreferencesView.class).read();
      JsonNode shown = Json.mapper().readTree(Json.bytes(PreferencesView.of(read)));
      assertThat(shown).isEqualTo(body);
    }
  }
}
