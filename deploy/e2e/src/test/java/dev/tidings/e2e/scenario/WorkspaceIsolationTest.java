package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody can see, reach, guess or infer anything of another workspace (R-X3, R-G5): what is there
 * and what is not there look the same from outside.
 */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspaceIsolationTest {

  private static final String HERE = "isolation-acme";
  private static final String THERE = "isolation-globex";
  private static final String NOTHING = "01997a00-5a00-7000-8000-00000000000f";

  private final TidingsSystem system;
  private final TestUser alice;
  private final TestUser mallory;
  private final String room;
  private final String message;

  WorkspaceIsolationTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", HERE, "ADMIN");
    mallory = system.user("mallory", THERE, "ADMIN", "SERVICE");
    room = alice.createRoom("Secret plans");
    message = alice.send(room, "Nobody outside may read this").path("id").asText();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        request("the room", (user, id) -> user.get("/api/chat/rooms/" + id)),
        request(
            "its renaming", (user, id) -> user.patch("/api/chat/rooms/" + id, Map.of("name", "x"))),
        request("its members", (user, id) -> user.get("/api/chat/rooms/" + id + "/members")),
        request("its membership", (user, id) -> user.get("/api/chat/rooms/" + id + "/membership")),
        request(
            "an invitation",
            (user, id) ->
                user.post("/api/chat/rooms/" + id + "/members", Map.of("userId", "mallory"))),
        request("a removal", (user, id) -> user.delete("/api/chat/rooms/" + id + "/members/alice")),
        request("its messages", (user, id) -> user.get("/api/chat/messages?roomId=" + id)),
        request(
            "a message to it",
            (user, id) ->
                user.post("/api/chat/messages", Map.of("roomId", id, "message", "Let me in"))),
        request(
            "its read pointer",
            (user, id) -> user.post("/api/chat/rooms/" + id + "/read", Map.of("seq", 1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void shouldAnswerAsIfTheRoomDidNotExist(
      String what, BiFunction<TestUser, String, Answer> request) {
    Answer ofTheirs = request.apply(mallory, room);
    Answer ofNothing = request.apply(mallory, NOTHING);

    assertThat(anonymous(ofTheirs, room)).isEqualTo(anonymous(ofNothing, NOTHING));
    assertThat(ofTheirs.headers().keySet()).isEqualTo(ofNothing.headers().keySet());
  }

  @Test
  void shouldAnswerAsIfTheMessageDidNotExist() {
    Answer ofTheirs = mallory.get("/api/chat/messages/" + message + "/readers");
    Answer ofNothing = mallory.get("/api/chat/messages/" + NOTHING + "/readers");

    assertThat(anonymous(ofTheirs, message)).isEqualTo(anonymous(ofNothing, NOTHING));
  }

  @Test
  void shouldListNothingOfAnotherWorkspace() {
    try (LiveClient alices = alice.connect()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(onlineUsers(alice)).contains("alice"));

      assertThat(onlineUsers(mallory)).doesNotContain("alice");
      assertThat(alices.isEnded()).isFalse();
    }
    assertThat(mallory.get("/api/chat/rooms").expect(200).json().path("items")).isEmpty();
    assertThat(mallory.get("/api/chat/memberships").expect(200).json().path("items")).isEmpty();
    assertThat(mallory.get("/api/notifications").expect(200).json().path("items")).isEmpty();
  }

  @Test
  void shouldRefuseTheChannelsOfAnotherWorkspaceLikeMissingOnes() {
    try (LiveClient mallorys = mallory.connect()) {
      Frame theirs = mallorys.request("SUBSCRIBE", Map.of("channel", "room:" + room));
      Frame nothing = mallorys.request("SUBSCRIBE", Map.of("channel", "room:" + NOTHING));
      Frame sent = mallorys.request("MESSAGE_SEND", Map.of("roomId", room, "message", "x"));
      Frame sentNowhere =
          mallorys.request("MESSAGE_SEND", Map.of("roomId", NOTHING, "message", "x"));

      assertThat(theirs.type()).isEqualTo("ERROR");
      assertThat(withoutNames(theirs)).isEqualTo(withoutNames(nothing));
      assertThat(sent.type()).isEqualTo("ERROR");
      assertThat(withoutNames(sent)).isEqualTo(withoutNames(sentNowhere));
    }
  }

  @Test
  void shouldKeepChannelsOfTheSameNameApart() {
    TestUser ours = system.user("trudy", HERE, "ADMIN");
    TestUser namesake = system.user("trudy", THERE, "ADMIN");
    String group = alice.createRoom("Only here", ours);
    try (LiveClient here = ours.connect();
        LiveClient there = namesake.connect()) {
      for (LiveClient client : List.of(here, there)) {
        assertThat(client.request("SUBSCRIBE", Map.of("channel", "campaign:1")).type())
            .isEqualTo("ACK");
      }
      for (String channel : List.of("user:trudy", "role:ADMIN", "campaign:1", "workspace")) {
        publish(HERE, channel, "here-" + channel);
        publish(THERE, channel, "there-" + channel);
      }
      alice.send(group, "Only here");
      publish(THERE, "user:trudy", "there-last");
      publish(HERE, "user:trudy", "here-last");

      here.awaitFrame(frame -> "here-last".equals(frame.eventId()));
      here.awaitFrame(frame -> frame.is("MESSAGE_RECEIVED", "room:" + group));
      here.awaitFrames(5, frame -> String.valueOf(frame.eventId()).startsWith("here-"));
      there.awaitFrames(5, frame -> String.valueOf(frame.eventId()).startsWith("there-"));
      here.settle();
      there.settle();
      assertThat(here.frames(frame -> String.valueOf(frame.eventId()).startsWith("there-")))
          .isEmpty();
      assertThat(there.frames(frame -> String.valueOf(frame.eventId()).startsWith("here-")))
          .isEmpty();
      assertThat(there.frames(frame -> String.valueOf(frame.channel()).startsWith("room:")))
          .isEmpty();
    }
  }

  @Test
  void shouldNotLetATokenSpeakForAnotherWorkspace() {
    try (LiveClient mallorys = mallory.connect()) {
      Frame answer =
          mallorys.request("AUTH", Map.of("token", system.user("mallory", HERE).token()));

      assertThat(answer.type()).isEqualTo("ERROR");
      mallory
          .exchange("GET", "/api/chat/rooms/" + room, null, Map.of("X-Workspace", HERE))
          .expectProblem(404);
    }
  }

  private void publish(String workspace, String channel, String id) {
    system
        .topics()
        .publish(
            "events.ingress.v1",
            workspace + "/" + channel,
            Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_source",
                "/isolation",
                "ce_type",
                "SYSTEM_ALERT",
                "ce_workspaceid",
                workspace,
                "ce_channel",
                channel),
            "{}");
  }

  private static Arguments request(String what, BiFunction<TestUser, String, Answer> request) {
    return Arguments.of(what, request);
  }

  private static List<String> onlineUsers(TestUser user) {
    return user.get("/api/realtime/online-users")
        .expect(200)
        .json()
        .path("items")
        .findValuesAsText("userId");
  }

  /** A 404 without the id that the caller has asked for, and the one of this very answer. */
  private static JsonNode anonymous(Answer answer, String id) {
    ObjectNode problem = answer.expectProblem(404).deepCopy();
    problem.remove("instance");
    return Json.parse(problem.toString().replace(id, "<id>"));
  }

  private static JsonNode withoutNames(Frame frame) {
    ObjectNode rest = frame.json().deepCopy();
    rest.remove(List.of("id", "timestamp", "channel"));
    return rest;
  }
}
