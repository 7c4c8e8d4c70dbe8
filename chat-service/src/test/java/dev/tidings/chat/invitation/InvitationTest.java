package dev.tidings.chat.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.UserEvents;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-C2: inviting by name and by link. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class InvitationTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "invitations";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi carol = ChatApi.as("carol", WORKSPACE);

  @Inject AgroalDataSource dataSource;
  @Inject Invitations invitations;

  @Test
  void shouldAskAndLetIn() {
    try (var events = UserEvents.of(WORKSPACE)) {
      String roomId = alice.group("bob");
      bob.post("/api/chat/rooms/" + roomId + "/invitations", Map.of("userId", "carol"))
          .then()
          .statusCode(403);
      Response invited = invite(roomId, "carol", "admin");
      invited.then().statusCode(201).body("status", equalTo("pending"));
      CONTRACT.assertBodySatisfiesSchema("invitation", invited.asByteArray());
      String id = invited.path("id");
      invite(roomId, "carol", "member").then().statusCode(200).body("id", equalTo(id));
      assertThat(events.await("carol", "INVITATION_CREATED", _ -> true).get("id").asText())
          .isEqualTo(id);
      Response own = carol.get("/api/chat/invitations");
      CONTRACT.assertBodySatisfiesSchema("invitation-page", own.asByteArray());
      assertThat(own.jsonPath().getList("items.id")).containsExactly(id);
      assertThat(
              alice
                  .get("/api/chat/rooms/" + roomId + "/invitations")
                  .jsonPath()
                  .getList("items.id"))
          .containsExactly(id);
      bob.request().post("/api/chat/invitations/{id}/accept", id).then().statusCode(404);
      carol.get("/api/chat/rooms/" + roomId).then().statusCode(404);

      answer(carol, id, "accept").then().statusCode(200).body("role", equalTo("admin"));
      answer(carol, id, "accept").then().statusCode(200);
      answer(carol, id, "decline").then().statusCode(409);
      carol.get("/api/chat/rooms/" + roomId).then().statusCode(200);
      for (String who : List.of("alice", "carol")) {
        events.await(
            who, "INVITATION_UPDATED", data -> data.get("status").asText().equals("accepted"));
      }
      assertThat(carol.get("/api/chat/invitations").jsonPath().getList("items.id"))
          .doesNotContain(id);
      invite(roomId, "carol", "member")
          .then()
          .statusCode(409)
          .body("code", equalTo("already-member"));
    }
  }

  @Test
  void shouldEndInOneWay() {
    String roomId = alice.group();
    String declined = invite(roomId, "carol", "member").path("id");
    answer(carol, declined, "decline").then().statusCode(200).body("status", equalTo("declined"));
    answer(carol, declined, "decline").then().statusCode(200);
    answer(carol, declined, "accept")
        .then()
        .statusCode(409)
        .body("code", equalTo("invitation-closed"));

    String revoked = invite(roomId, "carol", "member").path("id");
    carol.delete("/api/chat/invitations/" + revoked).then().statusCode(404);
    alice.delete("/api/chat/invitations/" + revoked).then().statusCode(204);
    alice.delete("/api/chat/invitations/" + revoked).then().statusCode(204);
    answer(carol, revoked, "accept").then().statusCode(409);

    String ofGone = invite(roomId, "carol", "member").path("id");
    alice.delete("/api/chat/rooms/" + roomId).then().statusCode(204);
    answer(carol, ofGone, "accept").then().statusCode(404);
    assertThat(carol.get("/api/chat/invitations").jsonPath().getList("items.id"))
        .doesNotContain(ofGone);
  }

  @Test
  void shouldExpire() throws SQLException {
    try (var events = UserEvents.of(WORKSPACE)) {
      String roomId = alice.group();
      String id = invite(roomId, "dave", "member").path("id");
      age(id);
      ChatApi dave = ChatApi.as("dave", WORKSPACE);

      answer(dave, id, "accept").then().statusCode(409);
      assertThat(dave.get("/api/chat/invitations").jsonPath().getList("items")).isEmpty();
      invitations.expire(100);
      assertThat(events.await("dave", "INVITATION_UPDATED", _ -> true).get("status").asText())
          .isEqualTo("expired");
      assertThat(invitations.expire(100)).isZero();
      String again = invite(roomId, "dave", "member").then().statusCode(201).extract().path("id");
      age(again);
      invite(roomId, "dave", "member").then().statusCode(201);
      alice
          .post(
              "/api/chat/rooms/" + roomId + "/invitations",
              Map.of("userId", "erin", "expiresAt", "2020-01-01T00:00:00Z"))
          .then()
          .statusCode(400);
    }
  }

  @Test
  void shouldAcceptOrRevokeNotBoth() throws Exception {
    String roomId = alice.group();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        ChatApi who = ChatApi.as("user-" + i, WORKSPACE);
        String id = invite(roomId, who.user(), "member").path("id");
        Future<Response> accepted = threads.submit(() -> answer(who, id, "accept"));
        Future<Response> revoked =
            threads.submit(() -> alice.delete("/api/chat/invitations/" + id));
        assertThat(revoked.get().statusCode()).isEqualTo(204);
        int status = accepted.get().statusCode();
        assertThat(status).isIn(200, 409);
        who.get("/api/chat/rooms/" + roomId).then().statusCode(status == 200 ? 200 : 404);
      }
    }
  }

  @Test
  void shouldLetInAsManyAsALinkSays() throws Exception {
    String roomId = alice.group("bob");
    bob.post("/api/chat/rooms/" + roomId + "/invitation-links", Map.of()).then().statusCode(403);
    Response made =
        alice.post(
            "/api/chat/rooms/" + roomId + "/invitation-links",
            Map.of("role", "guest", "maxUses", 2));
    made.then().statusCode(201);
    CONTRACT.assertBodySatisfiesSchema("invitation-link", made.asByteArray());
    String token = made.path("token");
    use(bob, token).then().statusCode(200);
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> uses =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(
                  i -> () -> use(ChatApi.as("linked-" + i, WORKSPACE), token).statusCode())
              .toList();
      for (Future<Integer> use : threads.invokeAll(uses)) {
        statuses.add(use.get());
      }
    }

    assertThat(statuses).containsOnly(201, 404);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    use(ChatApi.as("alice", "other-" + WORKSPACE), token).then().statusCode(404);
    Response open = alice.post("/api/chat/rooms/" + roomId + "/invitation-links", Map.of());
    Response listed = alice.get("/api/chat/rooms/" + roomId + "/invitation-links");
    CONTRACT.assertBodySatisfiesSchema("invitation-link-page", listed.asByteArray());
    assertThat(listed.jsonPath().getList("items.id")).containsExactly((String) open.path("id"));
    assertThat(listed.jsonPath().getString("items[0].token")).isNull();
    alice
        .delete("/api/chat/rooms/" + roomId + "/invitation-links/" + open.path("id"))
        .then()
        .statusCode(204);
    use(carol, open.path("token")).then().statusCode(404);
  }

  private Response invite(String roomId, String userId, String role) {
    return alice.post(
        "/api/chat/rooms/" + roomId + "/invitations", Map.of("userId", userId, "role", role));
  }

  private static Response answer(ChatApi who, String id, String answer) {
    return who.request().post("/api/chat/invitations/{id}/{answer}", id, answer);
  }

  private static Response use(ChatApi who, String token) {
    return who.post("/api/chat/invitation-links/use", Map.of("token", token));
  }

  private void age(String id) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "update chat_invitations set expires_at = now() - interval '1 second' where id = ?")) {
      update.setObject(1, UUID.fromString(id));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
