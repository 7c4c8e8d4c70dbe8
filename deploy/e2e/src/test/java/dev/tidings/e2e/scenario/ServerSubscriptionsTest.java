package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The gateway subscribes a connection by itself and keeps that true (R-G4, R-G5). */
@EndToEnd
class ServerSubscriptionsTest {

  private final TestUser alice;
  private final TestUser bob;
  private final TestUser carol;

  ServerSubscriptionsTest(TidingsSystem system) {
    alice = system.user("alice", "server-subscriptions", "ADMIN", "EMPLOYEE");
    bob = system.user("bob", "server-subscriptions");
    carol = system.user("carol", "server-subscriptions");
  }

  @Test
  void shouldNameOwnUserRolesWorkspaceAndRoomsInConnected() {
    String mine = alice.createRoom("mine");
    String shared = bob.createRoom("shared", alice);
    String others = bob.createRoom("others", carol);
    try (LiveClient alices = alice.connect()) {
      JsonNode connected = alices.awaitFrame(frame -> frame.is("CONNECTED")).data();

      assertThat(alices.frames().getFirst().type()).isEqualTo("CONNECTED");
      assertThat(connected.path("userId").asText()).isEqualTo("alice");
      assertThat(connected.path("workspace").asText()).isEqualTo("server-subscriptions");
      assertThat(connected.path("sessionId").asText()).isNotEmpty();
      assertThat(connected.path("heartbeatMs").asLong()).isPositive();
      assertThat(channels(connected))
          .contains(
              "user:alice",
              "role:ADMIN",
              "role:EMPLOYEE",
              "workspace",
              "room:" + mine,
              "room:" + shared)
          .doesNotContain("room:" + others, "user:bob");
      assertThat(connected.path("channels"))
          .allSatisfy(
              channel -> assertThat(channel.path("position").path("epoch").asText()).isNotEmpty());
    }
  }

  @Test
  void shouldDeliverFromARoomThatIsCreatedAfterTheConnection() {
    try (LiveClient bobs = bob.connect()) {
      String room = alice.createRoom("later", bob);
      JsonNode message = alice.send(room, "first");

      assertThat(bobs.awaitFrame(frame -> isMessageIn(frame, room)).data()).isEqualTo(message);
      List<String> types =
          bobs
              .frames(frame -> ("room:" + room).equals(frame.channel()) && frame.eventId() != null)
              .stream()
              .map(Frame::type)
              .toList();
      assertThat(types).containsExactly("ROOM_CREATED", "MESSAGE_RECEIVED");
    }
  }

  @Test
  void shouldStartWithTheMessageAfterTheInvitation() {
    String room = alice.createRoom("growing", bob);
    try (LiveClient carols = carol.connect()) {
      alice.send(room, "before");
      alice.post("/api/chat/rooms/" + room + "/members", Map.of("userId", "carol")).expect(201);
      JsonNode after = alice.send(room, "after");

      assertThat(carols.awaitFrame(frame -> isMessageIn(frame, room)).data()).isEqualTo(after);
      assertThat(carols.frames(frame -> frame.is("MEMBER_JOINED", "room:" + room))).hasSize(1);
    }
  }

  @Test
  void shouldStopWithTheRemoval() {
    String room = alice.createRoom("shrinking", bob, carol);
    try (LiveClient bobs = bob.connect();
        LiveClient carols = carol.connect()) {
      alice.send(room, "to all");
      carols.awaitFrame(frame -> isMessageIn(frame, room));
      alice.delete("/api/chat/rooms/" + room + "/members/carol").expect(204);
      alice.send(room, "without carol");

      bobs.awaitFrames(2, frame -> isMessageIn(frame, room));
      carols.awaitFrame(frame -> frame.is("MEMBER_LEFT", "room:" + room));
      carols.settle();
      assertThat(carols.frames(frame -> isMessageIn(frame, room)))
          .extracting(frame -> frame.data().path("message").asText())
          .containsExactly("to all");
      Frame refused = carols.request("SUBSCRIBE", Map.of("channel", "room:" + room));
      assertThat(refused.type()).isEqualTo("ERROR");
      carol.get("/api/chat/rooms/" + room).expectProblem(404);
    }
  }

  @Test
  void shouldStopWithLeavingAndStartAgainWithComingBack() {
    String room = alice.createRoom("revolving", bob);
    try (LiveClient bobs = bob.connect()) {
      bob.delete("/api/chat/rooms/" + room + "/members/bob").expect(204);
      alice.send(room, "while away");
      alice.post("/api/chat/rooms/" + room + "/members", Map.of("userId", "bob")).expect(201);
      alice.send(room, "back again");

      Frame first = bobs.awaitFrame(frame -> isMessageIn(frame, room));
      assertThat(first.data().path("message").asText()).isEqualTo("back again");
    }
  }

  private static List<String> channels(JsonNode connected) {
    return StreamSupport.stream(connected.path("channels").spliterator(), false)
        .map(channel -> channel.path("channel").asText())
        .toList();
  }

  private static boolean isMessageIn(Frame frame, String room) {
    return frame.is("MESSAGE_RECEIVED", "room:" + room);
  }
}
