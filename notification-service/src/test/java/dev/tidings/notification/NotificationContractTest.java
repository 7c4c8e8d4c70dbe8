package dev.tidings.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.notification.feed.ChangedView;
import dev.tidings.notification.feed.DeletedView;
import dev.tidings.notification.feed.NotificationEvent;
import dev.tidings.notification.feed.NotificationView;
import dev.tidings.notification.feed.PostedView;
import dev.tidings.notification.feed.UnreadCountView;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What this service promises, and that its records say just that. */
class NotificationContractTest {

  private final ContractExamples contract = ContractExamples.of("notification-service");

  @Test
  void shouldHaveExamplesThatSatisfyTheirSchemas() {
    contract.check();
  }

  @Test
  void shouldPromiseEveryEventThatItPublishes() throws Exception {
    assertThat(contract.eventTypes())
        .isEqualTo(
            List.of(
                "ACTIVITY",
                "NOTIFICATION",
                "NOTIFICATIONS_DELETED",
                "NOTIFICATIONS_READ",
                "NOTIFICATIONS_UPDATED",
                "UNREAD_COUNT"));
    var shown = new HashSet<Class<?>>();
    for (String type : contract.eventTypes()) {
      if (type.equals("ACTIVITY")) {
        continue;
      }
      for (EventExample example : contract.events(type)) {
        NotificationEvent event = read(type, example.data());
        assertThat(event.type()).isEqualTo(type);
        assertThat(json(event)).as(example.name()).isEqualTo(example.data());
        shown.add(event.getClass());
      }
    }
    assertThat(shown).isEqualTo(Set.of(NotificationEvent.class.getPermittedSubclasses()));
  }

  @Test
  void shouldAnswerAsPromised() throws Exception {
    for (JsonNode body : contract.bodies("notification")) {
      assertThat(json(Json.mapper().treeToValue(body, NotificationView.class))).isEqualTo(body);
    }
    for (JsonNode body : contract.bodies("posted-notifications")) {
      assertThat(json(Json.mapper().treeToValue(body, PostedView.class))).isEqualTo(body);
    }
    for (JsonNode body : contract.bodies("changed-notifications")) {
      assertThat(json(Json.mapper().treeToValue(body, ChangedView.class))).isEqualTo(body);
    }
    for (JsonNode body : contract.bodies("deleted-notifications")) {
      assertThat(json(Json.mapper().treeToValue(body, DeletedView.class))).isEqualTo(body);
    }
    for (JsonNode body : contract.bodies("unread-count")) {
      assertThat(json(Json.mapper().treeToValue(body, UnreadCountView.class))).isEqualTo(body);
    }
  }

  private static NotificationEvent read(String type, JsonNode data) throws Exception {
    return switch (type) {
      case "NOTIFICATION" ->
          new NotificationEvent.Created(Json.mapper().treeToValue(data, NotificationView.class));
      case "UNREAD_COUNT" -> Json.mapper().treeToValue(data, NotificationEvent.UnreadCount.class);
      case "NOTIFICATIONS_UPDATED" ->
          Json.mapper().treeToValue(data, NotificationEvent.Updated.class);
      case "NOTIFICATIONS_DELETED" ->
          Json.mapper().treeToValue(data, NotificationEvent.Deleted.class);
      case "NOTIFICATIONS_READ" -> {
        Class<? extends NotificationEvent> form =
            data.has("all") ? NotificationEvent.AllRead.class : NotificationEvent.Read.class;
        yield Json.mapper().treeToValue(data, form);
      }
      default -> throw new AssertionError(type);
    };
  }

  private static JsonNode json(Object value) throws Exception {
    return Json.mapper().readTree(Json.bytes(value));
  }
}
