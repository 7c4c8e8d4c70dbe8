package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame with an id gets exactly one {@code ACK} or {@code ERROR} (R-G2, R-G3, R-G5). */
@EndToEnd
class ClientFramesTest {

  private final TidingsSystem system;
  private final TestUser alice;
  private final TestUser bob;

  ClientFramesTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", "client-frames");
    bob = system.user("bob", "client-frames");
  }

  @Test
  void shouldAnswerEachFrameOnce() {
    String room = alice.createRoom("answers");
    try (LiveClient alices = alice.connect()) {
      List<String> ids =
          List.of(
              alices.send("PING", Map.of()),
              alices.send("SUBSCRIBE", Map.of("channel", "room:" + room)),
              alices.send("SUBSCRIBE", Map.of("room", "room:" + room)),
              alices.send("UNSUBSCRIBE", Map.of("channel", "room:" + room)),
              alices.send("UNSUBSCRIBE", Map.of("channel", "room:" + room)),
              alices.send("SUBSCRIBE", Map.of("channel", "room:" + room)),
              alices.send("MESSAGE_SEND", Map.of("roomId", room, "message", "hello")),
              alices.send("AUTH", Map.of("token", alice.token())));
      ids.forEach(
          id -> assertThat(alices.answer(id).type()).as("%s", alices.answer(id)).isEqualTo("ACK"));
      List<String> refused =
          List.of(
              alices.send("WHATEVER", Map.of()),
              alices.send("SUBSCRIBE", Map.of()),
              alices.send("SUBSCRIBE", Map.of("channel", "no channel")),
              alices.send("MESSAGE_SEND", Map.of("roomId", room)),
              alices.send("MESSAGE_SEND", Map.of("message", "nowhere")),
              alices.send("AUTH", Map.of("token", bob.token())),
              alices.send("AUTH", Map.of("token", "nonsense")));
      refused.forEach(id -> assertThatIsError(alices.answer(id)));

      alices.settle();
      assertThat(alices.frames(frame -> frame.is("PONG"))).isNotEmpty();
      ids.forEach(id -> assertThat(alices.answers(id)).hasSize(1));
      refused.forEach(id -> assertThat(alices.answers(id)).hasSize(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "7",
        "{",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"SUBSCRIBE\",\"data\":[]}",
        "{\"type\":\"PING\"} {\"type\":\"PING\"}"
      })
  void shouldRefuseAMalformedFrameAndGoOn(String text) {
    try (LiveClient alices = alice.connect()) {
      alices.sendText(text);
      alices.settle();

      assertThatIsError(alices.awaitFrame(frame -> frame.is("ERROR")));
      assertThat(alices.frames(frame -> frame.is("ERROR"))).hasSize(1);
    }
  }

  @Test
  void shouldRefuseAFrameThatIsTooLargeAndGoOnOrDisconnect() {
    try (LiveClient alices = alice.connect()) {
      alices.sendText("{\"type\":\"PING\",\"id\":\"x\",\"data\":\"" + "x".repeat(70_000) + "\"}");

      assertThatIsError(alices.awaitFrame(frame -> frame.is("ERROR")));
    }
  }

  @Test
  void shouldNotTellAForbiddenChannelFromOneThatDoesNotExist() {
    String secret = bob.createRoom("secret");
    try (LiveClient alices = alice.connect()) {
      Frame forbidden = alices.request("SUBSCRIBE", Map.of("channel", "room:" + secret));
      Frame missing =
          alices.request(
              "SUBSCRIBE", Map.of("channel", "room:01997a00-5a00-7000-8000-00000000000f"));
      Frame othersUser = alices.request("SUBSCRIBE", Map.of("channel", "user:bob"));
      Frame nobody = alices.request("SUBSCRIBE", Map.of("channel", "user:nobody"));
      Frame role = alices.request("SUBSCRIBE", Map.of("channel", "role:ADMIN"));
      Frame unknownNamespace = alices.request("SUBSCRIBE", Map.of("channel", "nonsense:1"));

      assertThatIsError(forbidden);
      JsonNode expected = withoutNames(missing);
      for (Frame each : List.of(forbidden, othersUser, nobody, role, unknownNamespace)) {
        assertThat(withoutNames(each)).isEqualTo(expected);
      }
      Frame send = alices.request("MESSAGE_SEND", Map.of("roomId", secret, "message", "Let me in"));
      Frame sendNowhere =
          alices.request(
              "MESSAGE_SEND",
              Map.of("roomId", "01997a00-5a00-7000-8000-00000000000f", "message", "Let me in"));
      assertThatIsError(send);
      assertThat(withoutNames(send)).isEqualTo(withoutNames(sendNowhere));
    }
  }

  @Test
  void shouldStopDeliveringAfterUnsubscribeAndStartAfterSubscribe() {
    String room = alice.createRoom("toggle", bob);
    try (LiveClient bobs = bob.connect();
        LiveClient alices = alice.connect()) {
      bobs.request("UNSUBSCRIBE", Map.of("channel", "room:" + room));
      alice.send(room, "unseen");
      alices.awaitFrame(frame -> frame.is("MESSAGE_RECEIVED", "room:" + room));
      Frame ack = bobs.request("SUBSCRIBE", Map.of("channel", "room:" + room));
      alice.send(room, "seen");

      assertThat(ack.type()).as(ack.toString()).isEqualTo("ACK");
      assertThat(ack.channel()).isEqualTo("room:" + room);
      assertThat(ack.data().path("recovered").asBoolean()).isTrue();
      assertThat(ack.json().path("position").path("offset").isIntegralNumber()).isTrue();
      Frame first = bobs.awaitFrame(frame -> frame.is("MESSAGE_RECEIVED", "room:" + room));
      assertThat(first.data().path("message").asText()).isEqualTo("seen");
    }
  }

  @Test
  void shouldKeepTheConnectionWhenItsTokenIsRenewed() {
    try (LiveClient alices = alice.connect()) {
      TestUser renewed = system.user("alice", "client-frames");
      Frame answer = alices.request("AUTH", Map.of("token", renewed.token()));

      assertThat(answer.type()).as(answer.toString()).isEqualTo("ACK");
      alices.settle();
      assertThat(alices.isEnded()).isFalse();
    }
  }

  private static void assertThatIsError(Frame frame) {
    assertThat(frame.type()).as(frame.toString()).isEqualTo("ERROR");
    JsonNode data = frame.data();
    assertThat(data.path("code").asText()).as(frame.toString()).matches("[a-z]+(-[a-z]+)*");
    assertThat(data.path("title").asText()).as(frame.toString()).isNotBlank();
    assertThat(data.path("detail").asText()).as(frame.toString()).isNotBlank();
    assertThat(data.path("retryable").isBoolean()).as(frame.toString()).isTrue();
  }

  /** What is left of an error when the parts are gone that differ in every answer. */
  private static JsonNode withoutNames(Frame frame) {
    assertThatIsError(frame);
    ObjectNode rest = frame.json().deepCopy();
    rest.remove(List.of("id", "timestamp", "channel"));
    return rest;
  }
}
