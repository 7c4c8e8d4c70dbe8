package dev.tidings.notification.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import org.junit.jupiter.api.Test;

/** What is promised of activities is what is published and answered. */
class ActivityContractTest {

  private final ContractExamples contract = ContractExamples.of("notification-service");

  @Test
  void shouldPublishAndAnswerAsPromised() throws Exception {
    for (EventExample example : contract.events("ACTIVITY")) {
      ActivityView view = Json.mapper().treeToValue(example.data(), ActivityView.class);
      var event = new ActivityEvent.Happened(view);
      assertThat(event.type()).isEqualTo("ACTIVITY");
      assertThat(example.topic()).isEqualTo(ActivityTopics.FEED);
      assertThat(json(event)).as(example.name()).isEqualTo(example.data());
    }
    for (JsonNode body : contract.bodies("activity")) {
      assertThat(json(Json.mapper().treeToValue(body, ActivityView.class))).isEqualTo(body);
    }
  }

  private static JsonNode json(Object value) throws Exception {
    return Json.mapper().readTree(Json.bytes(value));
  }
}
