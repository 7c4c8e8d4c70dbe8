package dev.tidings.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import org.junit.jupiter.api.Test;

/** What is promised of explanations is what the records say. */
class ExplanationContractTest {

  @Test
  void shouldShowTheExamples() throws Exception {
    for (JsonNode body : ContractExamples.of("notification-service").bodies("explanation")) {
      ExplanationView read = Json.mapper().treeToValue(body, ExplanationView.class);
      assertThat(Json.mapper().readTree(Json.bytes(read))).isEqualTo(body);
    }
  }
}
