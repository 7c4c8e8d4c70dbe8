package dev.tidings.gateway.presence;

import static dev.tidings.platform.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** R-P5: a client follows whom it names, and gets what changes of them in one frame per tick. */
@QuarkusTest
class PresenceWatchTest extends GatewayTest {

  private static final String TOPIC = "presence.status.v1";

  @Test
  void shouldTellWhatThereIsAndThenWhatChangesOfThoseWhoAreFollowed() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      assertThat(type(watch(alice, "1", "bob", "carol"))).isEqualTo("ACK");
      JsonNode first = awaitSeq(alice, 0);
      assertThat(users(first)).containsExactly("bob", "carol");

      publish("PRESENCE_UPDATE", "bob", "{\"userId\":\"bob\",\"status\":\"online\"}");
      publish("PRESENCE_UPDATE", "dave", "{\"userId\":\"dave\",\"status\":\"online\"}");
      publish("PRESENCE_UPDATE", "*", "{\"userId\":\"everybody\"}");
      publish("USER_ACTIVITY", "carol", "{\"userId\":\"carol\",\"doing\":null}");

      await()
          .untilAsserted(
              () -> {
                assertThat(changes(alice, "changes")).containsExactly("bob");
                assertThat(changes(alice, "activities")).containsExactly("carol");
              });
      assertThat(sequence(alice)).isSorted().doesNotHaveDuplicates().startsWith(0L);
    }
  }

  @Test
  void shouldTellTheLatestOfManyChangesInFewFrames() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      watch(alice, "1", "bob");
      awaitSeq(alice, 0);
      for (int i = 1; i <= 300; i++) {
        publisher.publishLater(
            TOPIC,
            Publisher.event(
                "PRESENCE_UPDATE",
                workspace,
                "presence:bob",
                "{\"userId\":\"bob\",\"version\":" + i + "}"));
      }
      publish("PRESENCE_UPDATE", "bob", "{\"userId\":\"bob\",\"version\":301}");

      await()
          .untilAsserted(
              () ->
                  assertThat(frames(alice).getLast().at("/data/changes/0/version").asInt())
                      .isEqualTo(301));
      assertThat(frames(alice)).hasSizeLessThan(30);
    }
  }

  @Test
  void shouldFollowOthersInsteadAndNobodyInTheEnd() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var eve = TestSocket.connect(ws(), Tokens.token("eve", "other-" + workspace))) {
      watch(eve, "1", "bob", "carol", "marker");
      watch(alice, "1", "bob");
      watch(alice, "2", "carol", "marker");
      publish("PRESENCE_UPDATE", "bob", "{\"userId\":\"bob\"}");
      publish("PRESENCE_UPDATE", "marker", "{\"userId\":\"marker\"}");
      await().untilAsserted(() -> assertThat(changes(alice, "changes")).containsExactly("marker"));

      assertThat(type(watch(alice, "3"))).isEqualTo("ACK");
      publish("PRESENCE_UPDATE", "carol", "{\"userId\":\"carol\"}");
      publish("PRESENCE_UPDATE", "marker", "{\"userId\":\"marker\"}");
      watch(alice, "4", "carol");

      await().until(() -> frames(alice).stream().filter(each -> seq(each) == 0).count() == 3);
      assertThat(changes(alice, "changes")).containsExactly("marker");
      assertThat(frames(eve)).hasSize(1);
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      assertThat(code(alice.request("PRESENCE_WATCH", "1", "{}"))).isEqualTo("validation-failed");
      assertThat(code(alice.request("PRESENCE_WATCH", "2", "{\"users\":[\"a b\"]}")))
          .isEqualTo("validation-failed");
      String tooMany = "[" + "\"u\",".repeat(200) + "\"u\"]";
      assertThat(code(alice.request("PRESENCE_WATCH", "3", "{\"users\":" + tooMany + "}")))
          .isEqualTo("validation-failed");
      JsonNode refused = watch(alice, "5", "bob", "nobody");
      assertThat(code(refused)).isEqualTo("rate-limited");
      assertThat(refused.at("/data/retryAfterMs").asLong()).isEqualTo(2000);
      PeerServices.away(true);
      assertThat(code(watch(alice, "4", "bob"))).isEqualTo("unavailable");
    }
  }

  private JsonNode watch(TestSocket socket, String id, String... users) {
    return socket.request(
        "PRESENCE_WATCH",
        id,
        "{\"users\":["
            + String.join(",", List.of(users).stream().map(user -> "\"" + user + "\"").toList())
            + "]}");
  }

  private void publish(String type, String user, String data) {
    publisher.publish(TOPIC, Publisher.event(type, workspace, "presence:" + user, data));
  }

  private static JsonNode awaitSeq(TestSocket socket, long seq) {
    return await()
        .until(
            () -> frames(socket).stream().filter(each -> seq(each) == seq).findFirst().orElse(null),
            frame -> frame != null);
  }

  private static List<JsonNode> frames(TestSocket socket) {
    return socket.frames().stream()
        .filter(frame -> type(frame).equals("PRESENCE_CHANGES"))
        .toList();
  }

  /** Whom the frames after the first ones name. */
  private static List<String> changes(TestSocket socket, String field) {
    return frames(socket).stream()
        .filter(frame -> seq(frame) > 0)
        .flatMap(frame -> StreamSupport.stream(frame.path("data").path(field).spliterator(), false))
        .map(change -> change.path("userId").asText())
        .toList();
  }

  private static List<String> users(JsonNode frame) {
    return frame.path("data").path("changes").findValuesAsText("userId");
  }

  private static List<Long> sequence(TestSocket socket) {
    return frames(socket).stream().map(PresenceWatchTest::seq).toList();
  }

  private static long seq(JsonNode frame) {
    return frame.at("/data/seq").asLong();
  }

  private static String type(JsonNode frame) {
    return frame.path("type").asText();
  }

  private static String code(JsonNode frame) {
    return frame.at("/data/code").asText();
  }
}
