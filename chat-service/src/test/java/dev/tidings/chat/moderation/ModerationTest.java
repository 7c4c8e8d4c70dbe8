package dev.tidings.chat.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.chat.RoomEvents.Told;
import dev.tidings.chat.UserEvents;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-C12: reports, bans, deletion by moderators, and the log of all that. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ModerationTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "moderation";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi carol = ChatApi.as("carol", WORKSPACE);
  private final ChatApi mona =
      ChatApi.with("mona", Tokens.of("mona", WORKSPACE).roles("MODERATOR"));

  @Inject AgroalDataSource dataSource;

  @Test
  void shouldReportWhatWasSeen() {
    String roomId = alice.group("bob", "carol");
    String id = bob.say(roomId, "Buy now").getFirst();
    bob.edit(id, "Nothing happened").then().statusCode(200);

    Response reported =
        report(carol, id, Map.of("reason", "spam", "note", " Again ", "version", 1));
    reported
        .then()
        .statusCode(201)
        .body("messageText", equalTo("Buy now"))
        .body("note", equalTo("Again"));
    CONTRACT.assertBodySatisfiesSchema("report", reported.asByteArray());
    String reportId = reported.path("id");
    report(carol, id, Map.of("reason", "abuse"))
        .then()
        .statusCode(200)
        .body("id", equalTo(reportId))
        .body("reason", equalTo("spam"));
    report(alice, id, Map.of("reason", "abuse"))
        .then()
        .statusCode(201)
        .body("messageText", equalTo("Nothing happened"));
    report(alice, alice.say(roomId, "Mine").getFirst(), Map.of("reason", "spam"))
        .then()
        .statusCode(403);
    report(carol, alice.say(roomId, "x").getFirst(), Map.of("reason", "spam", "version", 9))
        .then()
        .statusCode(400);
    report(carol, id, Map.of("reason", "boring")).then().statusCode(400);
    report(ChatApi.as("eve", WORKSPACE), id, Map.of("reason", "spam")).then().statusCode(404);

    alice.get("/api/chat/reports").then().statusCode(403);
    Response open = mona.get("/api/chat/reports?roomId=" + roomId);
    CONTRACT.assertBodySatisfiesSchema("report-page", open.asByteArray());
    assertThat(open.jsonPath().getList("items.reporterId")).containsExactly("alice", "carol");
    mona.deleteMessage(id).then().statusCode(204);
    close(reportId, "resolved").then().statusCode(200).body("closedBy", equalTo("mona"));
    close(reportId, "resolved").then().statusCode(200);
    close(reportId, "dismissed").then().statusCode(409).body("code", equalTo("report-closed"));
    assertThat(
            mona.get("/api/chat/reports?roomId=" + roomId).jsonPath().getList("items.reporterId"))
        .containsExactly("alice");
    assertThat(
            mona.get("/api/chat/reports?status=resolved&roomId=" + roomId)
                .jsonPath()
                .getList("items.id"))
        .containsExactly(reportId);
    ChatApi.with("admin", Tokens.of("admin", WORKSPACE).roles("ADMIN"))
        .delete("/api/chat/messages/" + id + "/content")
        .then()
        .statusCode(204);
    assertThat(
            mona.get("/api/chat/reports?roomId=" + roomId)
                .jsonPath()
                .getString("items[0].messageText"))
        .as("what is destroyed is destroyed")
        .isEmpty();
  }

  @Test
  void shouldTellThoseWhoKeepOrder() {
    String roomId = alice.group("bob");
    String id = bob.say(roomId, "Rude words").getFirst();

    try (var events = UserEvents.of(WORKSPACE)) {
      String reportId = report(alice, id, Map.of("reason", "abuse", "note", "Look")).path("id");
      report(alice, id, Map.of("reason", "abuse")).then().statusCode(200);
      close(reportId, "dismissed").then().statusCode(200);
      close(reportId, "dismissed").then().statusCode(200);

      for (String channel : List.of("role:MODERATOR", "role:ADMIN")) {
        JsonNode closed =
            events.awaitOn(
                channel, "REPORT_CLOSED", told -> told.get("reportId").asText().equals(reportId));
        assertThat(closed.get("status").asText()).isEqualTo("dismissed");
        List<JsonNode> created =
            events.allOn(channel, "REPORT_CREATED").stream()
                .filter(told -> told.get("reportId").asText().equals(reportId))
                .toList();
        assertThat(created).hasSize(1);
        assertThat(created.getFirst().get("messageId").asText()).isEqualTo(id);
        assertThat(created.getFirst().toString())
            .as("neither what was said nor by whom it was reported is in the log")
            .doesNotContain("Rude", "alice", "Look");
      }
    }
  }

  @Test
  void shouldKeepWhoIsBannedOut() {
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId = alice.open("channel", "name", "Peaceful").path("id");
      bob.join(roomId).then().statusCode(201);
      carol.join(roomId).then().statusCode(201);
      bob.ban(roomId, "carol").then().statusCode(403);
      alice.ban(roomId, "alice").then().statusCode(400);

      Response banned =
          alice
              .request()
              .body(Map.of("reason", "Noise"))
              .put("/api/chat/rooms/{id}/bans/{userId}", roomId, "bob");
      banned.then().statusCode(200);
      CONTRACT.assertBodySatisfiesSchema("ban", banned.asByteArray());

      bob.get("/api/chat/rooms/" + roomId).then().statusCode(404);
      bob.join(roomId).then().statusCode(409).body("code", equalTo("user-banned"));
      bob.open("channel", "name", "peaceful").then().statusCode(409);
      alice.invite(roomId, "bob", "member").then().statusCode(409);
      alice
          .post("/api/chat/rooms/" + roomId + "/invitations", Map.of("userId", "bob"))
          .then()
          .statusCode(409);
      List<Told> told = events.upTo(roomId, 4);
      assertThat(told.getLast().type()).isEqualTo("MEMBER_LEFT");
      assertThat(told.getLast().data().get("reason").asText()).isEqualTo("banned");
      Response listed = alice.get("/api/chat/rooms/" + roomId + "/bans");
      CONTRACT.assertBodySatisfiesSchema("ban-page", listed.asByteArray());
      assertThat(listed.jsonPath().getList("items.userId")).containsExactly("bob");
      alice.delete("/api/chat/rooms/" + roomId + "/bans/bob").then().statusCode(204);
      alice.delete("/api/chat/rooms/" + roomId + "/bans/bob").then().statusCode(204);
      bob.join(roomId).then().statusCode(201);
    }
  }

  @Test
  void shouldEndABanByItself() {
    String roomId = alice.open("project", "projectId", "bans").path("id");
    bob.join(roomId).then().statusCode(201);
    for (int seconds : new int[] {3_600, 5}) {
      bob.join(roomId).then().statusCode(seconds == 5 ? 409 : 200);
      alice
          .request()
          .body(Map.of("until", Instant.now().plusSeconds(seconds).toString()))
          .put("/api/chat/rooms/{id}/bans/bob", roomId)
          .then()
          .statusCode(200);
    }

    Patience.await().until(() -> bob.join(roomId).statusCode() == 201);
    alice
        .request()
        .body(Map.of("until", "2020-01-01T00:00:00Z"))
        .put("/api/chat/rooms/{id}/bans/bob", roomId)
        .then()
        .statusCode(400);
  }

  @Test
  void shouldLetModeratorsKeepOrderWhereTheyAreNotIn() {
    String roomId = alice.group("bob");
    String id = bob.say(roomId, "Offending").getFirst();
    ChatApi elsewhere =
        ChatApi.with("mona", Tokens.of("mona", "other-" + WORKSPACE).roles("MODERATOR"));

    elsewhere.deleteMessage(id).then().statusCode(404);
    elsewhere.ban(roomId, "bob").then().statusCode(404);
    mona.request().delete("/api/chat/messages/{id}?reason=Offence", id).then().statusCode(204);
    assertThat(alice.message(id).getString("deletedAt")).isNotNull();
    mona.ban(roomId, "alice").then().statusCode(200);
    bob.get("/api/chat/rooms/" + roomId).then().body("role", equalTo("owner"));
    mona.get("/api/chat/rooms/" + roomId).then().statusCode(404);

    Response log = bob.get("/api/chat/rooms/" + roomId + "/audit");
    CONTRACT.assertBodySatisfiesSchema("audit-page", log.asByteArray());
    assertThat(log.jsonPath().getList("items.action"))
        .containsExactly("member-banned", "message-deleted");
    assertThat(log.jsonPath().getString("items[1].details.reason")).isEqualTo("Offence");
    assertThat(log.jsonPath().getList("items.actorId")).containsOnly("mona");
  }

  @Test
  void shouldLogWhatPowerWasUsed() throws SQLException {
    String roomId = alice.group("bob", "carol");
    alice.make(roomId, "bob", "admin").then().statusCode(200);
    alice.change(roomId, Map.of("name", "Renamed")).then().statusCode(200);
    bob.remove(roomId, "carol").then().statusCode(204);
    alice.make(roomId, "bob", "owner").then().statusCode(200);
    String first = alice.get("/api/chat/rooms/" + roomId + "/audit?limit=3").asString();
    bob.delete("/api/chat/rooms/" + roomId).then().statusCode(204);

    assertThat(first).contains("owner-changed", "member-removed", "room-changed");
    alice.get("/api/chat/rooms/" + roomId + "/audit").then().statusCode(404);
    alice.get("/api/chat/audit").then().statusCode(403);
    var all = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = mona.get("/api/chat/rooms/" + roomId + "/audit?limit=2" + cursor).jsonPath();
      all.addAll(page.getList("items.action", String.class));
      cursor =
          page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
    }
    assertThat(all)
        .containsExactly(
            "room-deleted", "owner-changed", "member-removed", "room-changed", "role-changed");
    assertThat(mona.get("/api/chat/audit").jsonPath().getList("items.roomId")).contains(roomId);
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      for (String change :
          List.of("update chat_audit set actor_id = 'nobody'", "delete from chat_audit")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> statement.execute(change))
            .withMessageContaining("only added to");
      }
    }
  }

  private static Response report(ChatApi who, String id, Map<String, ?> body) {
    return who.post("/api/chat/messages/" + id + "/reports", body);
  }

  private Response close(String reportId, String status) {
    return mona.patch("/api/chat/reports/" + reportId, Map.of("status", status));
  }
}
