package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message of one client reaches another (R-C1, R-C3, R-C4, R-C8, R-C9, R-C15, R-G2, R-G3). */
@EndToEnd
class FirstMessageTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private final TestUser alice;
  private final TestUser bob;

  FirstMessageTest(TidingsSystem system) {
    alice = system.user("alice", "first-message");
    bob = system.user("bob", "first-message");
  }

  @Test
  void shouldDeliverRestMessagesToEveryMemberInOrderOnceAndInTheAgreedShape() {
    String room = alice.createRoom("rest", bob);
    try (LiveClient alices = alice.connect();
        LiveClient bobs = bob.connect()) {
      JsonNode first = alice.send(room, "Hello @bob, <b>ready</b>?");
      JsonNode second = bob.send(room, "Yes 🎉");
      JsonNode third = alice.send(room, "Good");

      for (LiveClient client : List.of(alices, bobs)) {
        List<Frame> received = client.awaitFrames(3, frame -> isMessageIn(frame, room));
        client.settle();
        assertThat(received).extracting(Frame::data).containsExactly(first, second, third);
        assertThat(client.frames(frame -> isMessageIn(frame, room))).hasSize(3);
        assertThat(received)
            .extracting(Frame::eventId)
            .doesNotHaveDuplicates()
            .doesNotContainNull();
        assertThat(received)
            .allSatisfy(
                frame -> {
                  assertThat(frame.json().path("position").path("epoch").asText()).isNotEmpty();
                  assertThat(frame.json().path("position").path("offset").isIntegralNumber())
                      .isTrue();
                  assertThat(frame.json().path("timestamp").asText()).matches(TIME);
                });
      }
      assertThatMessageHasTheShape(first);
      assertThat(first.path("seq").asLong()).isEqualTo(1);
      assertThat(first.path("mentions")).extracting(JsonNode::asText).containsExactly("bob");
      assertThat(first.path("html").asText()).doesNotContain("<b>");
      assertThat(second.path("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void shouldAcknowledgeAMessageSentOverTheSocketAndDeliverItToTheSenderToo() {
    String room = alice.createRoom("socket", bob);
    try (LiveClient alices = alice.connect();
        LiveClient bobs = bob.connect()) {
      Frame answer =
          alices.request(
              "MESSAGE_SEND",
              Map.of("roomId", room, "message", "Over the socket", "clientMessageId", "ws-1"));

      assertThat(answer.type()).as(answer.toString()).isEqualTo("ACK");
      Frame atBob = bobs.awaitFrame(frame -> isMessageIn(frame, room));
      Frame atAlice = alices.awaitFrame(frame -> isMessageIn(frame, room));
      assertThat(atBob.data()).isEqualTo(atAlice.data());
      assertThat(atBob.eventId()).isEqualTo(atAlice.eventId());
      assertThatMessageHasTheShape(atBob.data());
      assertThat(atBob.data().path("userId").asText()).isEqualTo("alice");
      assertThat(atBob.data().path("clientMessageId").asText()).isEqualTo("ws-1");
      assertThat(bob.messages(room)).containsExactly(atBob.data());
    }
  }

  @Test
  void shouldReplayASendInsteadOfRepeatingIt() {
    String room = alice.createRoom("replay", bob);
    Map<String, String> body = Map.of("roomId", room, "message", "Once", "clientMessageId", "c-1");
    try (LiveClient bobs = bob.connect();
        LiveClient alices = alice.connect()) {
      Answer first = alice.post("/api/chat/messages", body).expect(201);
      Answer again = alice.post("/api/chat/messages", body).expect(200);
      Frame overTheSocket = alices.request("MESSAGE_SEND", body);

      assertThat(first.header("Location")).isNotNull();
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.json()).isEqualTo(first.json());
      assertThat(overTheSocket.type()).as(overTheSocket.toString()).isEqualTo("ACK");
      alice
          .post(
              "/api/chat/messages",
              Map.of("roomId", room, "message", "Another", "clientMessageId", "c-1"))
          .expectProblem(422);

      alice.send(room, "The next one");
      List<Frame> received = bobs.awaitFrames(2, frame -> isMessageIn(frame, room));
      assertThat(received)
          .extracting(frame -> frame.data().path("message").asText())
          .containsExactly("Once", "The next one");
      assertThat(received)
          .extracting(frame -> frame.data().path("seq").asLong())
          .containsExactly(1L, 2L);
    }
  }

  @Test
  void shouldCountUnreadMessagesAgainstTheReadPointer() {
    String room = alice.createRoom("unread", bob);
    alice.send(room, "one");
    alice.send(room, "two @bob");
    alice.send(room, "three");
    assertThat(alice.room(room).path("unreadCount").asInt()).isZero();
    assertThat(bob.room(room).path("unreadCount").asInt()).isEqualTo(3);
    assertThat(bob.room(room).path("mentionCount").asInt()).isEqualTo(1);

    try (LiveClient alices = alice.connect()) {
      bob.post("/api/chat/rooms/" + room + "/read", Map.of("seq", 2)).expect(200);

      assertThat(bob.room(room).path("unreadCount").asInt()).isEqualTo(1);
      assertThat(bob.room(room).path("mentionCount").asInt()).isZero();
      Frame read = alices.awaitFrame(frame -> frame.is("MESSAGES_READ", "room:" + room));
      assertThat(read.data().path("userId").asText()).isEqualTo("bob");
      assertThat(read.data().path("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void shouldHaveOneDirectRoomPerPair() {
    TestUser[] pair = {alice, bob};
    String[] rooms = new String[2];
    for (int i = 0; i < 2; i++) {
      Answer created =
          pair[i].post(
              "/api/chat/rooms", Map.of("kind", "direct", "members", List.of(pair[1 - i].id())));
      assertThat(created.status()).as(created.body()).isIn(200, 201);
      rooms[i] = created.json().path("id").asText();
    }

    assertThat(rooms[0]).isEqualTo(rooms[1]);
  }

  private static boolean isMessageIn(Frame frame, String room) {
    return frame.is("MESSAGE_RECEIVED", "room:" + room);
  }

  private static void assertThatMessageHasTheShape(JsonNode message) {
    assertThat(message.fieldNames())
        .toIterable()
        .contains(
            "id",
            "roomId",
            "seq",
            "userId",
            "message",
            "html",
            "parentId",
            "attachments",
            "mentions",
            "reactions",
            "createdAt",
            "editedAt",
            "deletedAt",
            "clientMessageId",
            "user");
    assertThat(message.path("user").fieldNames())
        .toIterable()
        .contains("id", "firstName", "lastName", "profileImage");
    assertThat(message.path("id").isTextual()).isTrue();
    assertThat(message.path("seq").isIntegralNumber()).isTrue();
    assertThat(message.path("createdAt").asText()).matches(TIME);
  }
}
