package dev.tidings.chat.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.UserEvents;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-C2: what a member sets is the member's alone, on all of the member's devices. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class SettingsTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "settings";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);

  @Test
  void shouldTellTheMembersDevicesAlone() {
    try (var events = UserEvents.of(WORKSPACE)) {
      String roomId = alice.group("bob");

      Response changed = set(bob, roomId, Map.of("isMuted", true, "isPinned", true));
      changed.then().statusCode(200).body("isMuted", equalTo(true));
      CONTRACT.assertBodySatisfiesSchema("member-settings", changed.asByteArray());
      set(bob, roomId, Map.of("isPinned", true)).then().statusCode(200);
      set(bob, roomId, Map.of("isMuted", false))
          .then()
          .body("isMuted", equalTo(false))
          .body("isPinned", equalTo(true));

      events.await(
          "bob",
          "MEMBER_SETTINGS_UPDATED",
          data -> data.get("isPinned").asBoolean() && !data.get("isMuted").asBoolean());
      assertThat(events.all("bob", "MEMBER_SETTINGS_UPDATED"))
          .as("what is so already is not told")
          .hasSize(2);
      assertThat(events.all("alice", "MEMBER_SETTINGS_UPDATED")).isEmpty();
      alice.get("/api/chat/rooms/" + roomId).then().body("settings.isPinned", equalTo(false));
    }
  }

  @Test
  void shouldMuteUntilATime() {
    String roomId = alice.group();
    String later = "2999-12-31T23:59:59.123Z";

    set(alice, roomId, Map.of("mutedUntil", later))
        .then()
        .statusCode(200)
        .body("isMuted", equalTo(true))
        .body("mutedUntil", equalTo(later));
    alice.get("/api/chat/rooms/" + roomId).then().body("settings.mutedUntil", equalTo(later));
    set(alice, roomId, Map.of("isMuted", true))
        .then()
        .body("isMuted", equalTo(true))
        .body("mutedUntil", nullValue());
    set(alice, roomId, Map.of("mutedUntil", "2020-01-01T00:00:00Z")).then().statusCode(400);
    set(alice, roomId, Map.of("mutedUntil", later, "isMuted", false)).then().statusCode(400);
    set(ChatApi.as("eve", WORKSPACE), roomId, Map.of("isMuted", true)).then().statusCode(404);
  }

  @Test
  void shouldForgetAMuteThatIsOver() {
    SettingsView stored =
        SettingsView.at(
            Instant.parse("2026-01-31T09:00:00Z"),
            true,
            Instant.parse("2026-01-31T09:00:00Z"),
            false,
            true);

    assertThat(stored).isEqualTo(new SettingsView(false, null, false, true));
  }

  @Test
  void shouldBringAHiddenRoomBackWithItsNextMessage() {
    String roomId = alice.group("bob");
    bob.say(roomId, "One");
    set(alice, roomId, Map.of("isHidden", true)).then().body("isHidden", equalTo(true));
    assertThat(alice.get("/api/chat/rooms").jsonPath().getList("items.id")).doesNotContain(roomId);
    assertThat(bob.get("/api/chat/rooms").jsonPath().getList("items.id")).contains(roomId);

    bob.say(roomId, "Two");

    assertThat(alice.get("/api/chat/rooms").jsonPath().getList("items.id")).contains(roomId);
    alice.get("/api/chat/rooms/" + roomId + "/settings").then().body("isHidden", equalTo(false));
  }

  private static Response set(ChatApi who, String roomId, Map<String, ?> settings) {
    return who.patch("/api/chat/rooms/" + roomId + "/settings", settings);
  }
}
