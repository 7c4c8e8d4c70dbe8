package dev.tidings.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import dev.tidings.presence.place.HereView;
import dev.tidings.presence.place.PlaceEvent;
import dev.tidings.presence.status.AnswersView;
import dev.tidings.presence.status.OwnPresenceView;
import dev.tidings.presence.status.PresenceEvent;
import dev.tidings.presence.status.PresenceView;
import dev.tidings.presence.status.PresencesView;
import dev.tidings.presence.status.QuestionsRequest;
import dev.tidings.presence.status.RosterView;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What this service promises, and that its records say just that. */
class PresenceContractTest {

  /** Described here, published by the host. */
  private static final Set<String> TAKEN_IN = Set.of("CONTACT_ADDED", "CONTACT_REMOVED");

  private static final Map<String, Class<? extends Record>> EVENTS =
      Map.of(
          "PRESENCE_UPDATE", PresenceEvent.PresenceUpdate.class,
          "PRESENCE_LIST", PresenceEvent.PresenceList.class,
          "USER_ACTIVITY", PresenceEvent.UserActivity.class,
          "PRESENCE_SETTINGS_UPDATED", PresenceEvent.PresenceSettingsUpdated.class,
          "PRESENCE_HERE", PlaceEvent.PresenceHere.class);

  private static final Map<String, Class<? extends Record>> BODIES =
      Map.of(
          "presence", PresenceView.class,
          "presences", PresencesView.class,
          "questions", QuestionsRequest.class,
          "answers", AnswersView.class,
          "own-presence", OwnPresenceView.class,
          "roster", RosterView.class,
          "here", HereView.class);

  private final ContractExamples contract = ContractExamples.of("presence-service");

  @Test
  void shouldHaveExamplesThatSatisfyTheirSchemas() {
    contract.check();
  }

  @Test
  void shouldPromiseEveryEventThatItPublishes() throws Exception {
    var promised = new TreeSet<>(contract.eventTypes());
    promised.removeAll(TAKEN_IN);
    assertThat(promised).isEqualTo(new TreeSet<>(EVENTS.keySet()));
    for (Map.Entry<String, Class<? extends Record>> event : EVENTS.entrySet()) {
      for (EventExample example : contract.events(event.getKey())) {
        Record data = Json.mapper().treeToValue(example.data(), event.getValue());
        assertThat(type(data)).isEqualTo(event.getKey());
        assertThat(json(data)).as(example.name()).isEqualTo(example.data());
      }
    }
  }

  @Test
  void shouldAnswerAsPromised() throws Exception {
    var promised = new TreeSet<>(contract.apiShapes());
    promised.remove("presence-page");
    assertThat(promised).isEqualTo(new TreeSet<>(BODIES.keySet()));
    for (Map.Entry<String, Class<? extends Record>> shape : BODIES.entrySet()) {
      for (JsonNode body : contract.bodies(shape.getKey())) {
        assertThat(json(Json.mapper().treeToValue(body, shape.getValue()))).isEqualTo(body);
      }
    }
  }

  private static String type(Record data) {
    return data instanceof PresenceEvent event ? event.type() : ((PlaceEvent) data).type();
  }

  private static JsonNode json(Object value) throws Exception {
    return Json.mapper().readTree(Json.bytes(value));
  }
}
