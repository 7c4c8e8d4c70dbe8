package dev.tidings.gateway.recovery;

import static dev.tidings.gateway.support.Publisher.event;
import static dev.tidings.gateway.support.TestSocket.is;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** R-G8: what a client missed, from the memory of the replica. */
@QuarkusTest
class RecoveryTest extends GatewayTest {

  private static final String INGRESS = "events.ingress.v1";
  private static final String NOTIFICATIONS = "notification.user.v1";
  private static final int PARTITIONS = 12;

  @Test
  void shouldReplayMoreThanAPageBeforeWhatIsLive() {
    JsonNode position;
    try (var alice = connect("alice")) {
      position = alice.subscribe("1", "campaign:1").path("position");
    }
    var ids = new ArrayList<String>();
    for (int i = 0; i < 600; i++) {
      CloudEvent next = event("X", workspace, "campaign:1", "\"" + "x".repeat(500) + i + "\"");
      ids.add(next.id());
      publisher.publishLater(INGRESS, next);
    }
    awaitHandedOut("campaign:1");
    try (var alice = connect("alice")) {
      alice.send(subscribeSince("1", "campaign:1", position));
      for (int i = 0; i < 100; i++) {
        CloudEvent next = event("X", workspace, "campaign:1", "" + i);
        ids.add(next.id());
        publisher.publishLater(INGRESS, next);
      }
      ids.add(publisher.publish(INGRESS, event("END", workspace, "campaign:1", "{}")));
      JsonNode ack = alice.answer("1");
      assertThat(ack.at("/data/recovered").asBoolean()).as(ack.toString()).isTrue();
      assertThat(ack.at("/data/replayed").asInt()).isGreaterThanOrEqualTo(600);
      alice.awaitEvent(ids.getLast());
      assertThat(alice.events("campaign:1")).filteredOn(id -> ids.contains(id)).isEqualTo(ids);
    }
  }

  /** A position of topics that are no more is refused, and says where fresh state is. */
  @Test
  void shouldRefuseAnotherEpochAndSayWhereToLoad() {
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    try (var alice = connect("alice")) {
      JsonNode ack =
          alice.request(
              "SUBSCRIBE",
              "1",
              "{\"channel\":\"room:%s\",\"since\":{\"epoch\":\"other\",\"offset\":1}}"
                  .formatted(room));
      assertThat(ack.at("/data/recovered").asBoolean()).isFalse();
      assertThat(ack.at("/data/reason").asText()).isEqualTo("unknown-epoch");
      assertThat(ack.at("/data/reload").asText()).isEqualTo("/api/chat/messages?roomId=" + room);
      assertThat(ack.at("/position/epoch").asText()).isNotEmpty();
      String live = publisher.publish("chat.room.v1", event("X", workspace, "room:" + room, "{}"));
      alice.awaitEvent(live);
    }
  }

  /** What comes between CONNECTED and the client's word waits, so that nothing is out of order. */
  @Test
  void shouldHoldServerSideChannelsForWhoResumes() {
    JsonNode position;
    String first;
    try (var alice = connect("alice")) {
      first = publisher.publish(NOTIFICATIONS, event("X", workspace, "user:alice", "1"));
      position = alice.awaitEvent(first).path("position");
    }
    String missed = publisher.publish(INGRESS, event("X", workspace, "user:alice", "2"));
    awaitHandedOut("user:alice");
    URI resuming = URI.create(ws() + "?resume=1&token=" + Tokens.token("alice", workspace));
    try (var alice = TestSocket.connect(resuming, builder -> builder)) {
      alice.awaitFrame(frame -> is(frame, "CONNECTED"));
      String live = publisher.publish(NOTIFICATIONS, event("X", workspace, "user:alice", "3"));
      awaitHandedOut("user:alice");
      assertThat(alice.events("user:alice")).isEmpty();
      alice.send(subscribeSince("1", "user:alice", position));
      alice.awaitEvent(live);
      assertThat(alice.events("user:alice")).containsSubsequence(missed, live);
      assertThat(alice.events("user:alice")).doesNotContain(first).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldMakeServerSideChannelsLiveWhenTheClientDoesSomethingElse() {
    URI resuming = URI.create(ws() + "?resume=1&token=" + Tokens.token("alice", workspace));
    try (var alice = TestSocket.connect(resuming, builder -> builder)) {
      alice.awaitFrame(frame -> is(frame, "CONNECTED"));
      String early = publisher.publish(NOTIFICATIONS, event("X", workspace, "user:alice", "1"));
      awaitHandedOut("user:alice");
      alice.request("UNSUBSCRIBE", "1", "{\"channel\":\"campaign:none\"}");
      alice.awaitEvent(early);
    }
  }

  @Test
  void shouldMakeServerSideChannelsLiveAfterTheGrace() {
    try (var alice = connect("alice")) {
      String early = publisher.publish(NOTIFICATIONS, event("X", workspace, "user:alice", "1"));
      String late = publisher.publish(NOTIFICATIONS, event("X", workspace, "user:alice", "2"));
      alice.awaitEvent(late);
      assertThat(alice.events("user:alice")).containsExactly(early, late);
    }
  }

  /** Who says late where it was gets what lies between, and nothing again. */
  @Test
  void shouldFillWhatTheConnectionWasNotSent() {
    JsonNode position;
    try (var alice = connect("alice")) {
      position = alice.subscribe("1", "campaign:3").path("position");
    }
    String missed = publisher.publish(INGRESS, event("X", workspace, "campaign:3", "1"));
    awaitHandedOut("campaign:3");
    try (var alice = connect("alice")) {
      alice.subscribe("1", "campaign:3");
      String live = publisher.publish(INGRESS, event("X", workspace, "campaign:3", "2"));
      JsonNode newest = alice.awaitEvent(live).path("position");
      alice.send(subscribeSince("2", "campaign:3", position));
      alice.send(subscribeSince("3", "campaign:3", position));
      assertThat(alice.answer("2").at("/data/replayed").asInt()).isEqualTo(2);
      assertThat(alice.answer("3").at("/data/replayed").asInt()).isZero();
      alice.awaitEvent(missed);
      JsonNode last =
          alice.awaitFrame(
              frame ->
                  is(frame, "W")
                      && frame.at("/position/offset").asLong() >= newest.path("offset").asLong());
      assertThat(last.path("channel").asText()).isEqualTo("campaign:3");
      assertThat(alice.events("campaign:3"))
          .filteredOn(id -> id.equals(missed) || id.equals(live))
          .containsExactly(live, missed);
    }
  }

  /** Another partitioner put the record elsewhere: it is moved, delivered once, and covered. */
  @Test
  void shouldMoveWhatIsInAnotherPartition() {
    try (var alice = connect("alice")) {
      alice.subscribe("1", "campaign:4");
      var ids = new ArrayList<String>();
      JsonNode before = null;
      for (int i = 0; i < 20; i++) {
        CloudEvent next = event("X", workspace, "campaign:4", "" + i);
        ids.add(next.id());
        publisher.publish(elsewhere(next));
        JsonNode frame = alice.awaitEvent(next.id());
        assertThat(frame.at("/data").asInt()).isEqualTo(i);
        if (i == 9) {
          before = frame.path("position");
        }
      }
      assertThat(alice.events("campaign:4")).isEqualTo(ids);
      try (var again = connect("alice")) {
        again.send(subscribeSince("1", "campaign:4", before));
        assertThat(again.answer("1").at("/data/replayed").asInt()).isEqualTo(10);
        again.awaitEvent(ids.getLast());
        assertThat(again.events("campaign:4")).isEqualTo(ids.subList(10, 20));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> elsewhere(CloudEvent event) {
    ProducerRecord<byte[], byte[]> record = CloudEventCodec.encode(INGRESS, event);
    int own = Utils.toPositive(Utils.murmur2(event.key().getBytes(UTF_8))) % PARTITIONS;
    return new ProducerRecord<>(
        INGRESS, (own + 5) % PARTITIONS, null, record.key(), record.value(), record.headers());
  }

  private TestSocket connect(String user) {
    return TestSocket.connect(ws(), Tokens.token(user, workspace));
  }

  static String subscribeSince(String id, String channel, JsonNode position) {
    return "{\"type\":\"SUBSCRIBE\",\"id\":\"%s\",\"data\":{\"channel\":\"%s\",\"since\":%s}}"
        .formatted(id, channel, position);
  }

  /** Publishes a last event and waits until the gateway has handed it to somebody else. */
  private void awaitHandedOut(String channel) {
    String user = channel.startsWith("user:") ? channel.substring("user:".length()) : "witness";
    try (var witness = connect(user)) {
      witness.subscribe("w", channel);
      List<String> topics =
          channel.startsWith("user:") ? List.of(NOTIFICATIONS, INGRESS) : List.of(INGRESS);
      topics.forEach(
          topic ->
              witness.awaitEvent(
                  publisher.publish(topic, Publisher.event("W", workspace, channel, "{}"))));
    }
  }
}
