package dev.tidings.gateway.fanout;

import static dev.tidings.gateway.support.Publisher.event;
import static dev.tidings.gateway.support.Publisher.member;
import static dev.tidings.gateway.support.TestSocket.is;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** R-G3, R-G4, R-G5, R-G15: who gets which events, from Kafka to the socket. */
@QuarkusTest
class FanoutTest extends GatewayTest {

  private static final String CHAT = "chat.room.v1";
  private static final String INGRESS = "events.ingress.v1";
  private static final String DEAD_LETTERS = INGRESS + ".gateway.dlq";

  @Test
  void shouldDeliverTheProducersBytes() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      JsonNode ack = alice.subscribe("1", "campaign:42");
      assertThat(ack.at("/data/recovered").asBoolean()).isTrue();
      assertThat(ack.path("channel").asText()).isEqualTo("campaign:42");
      CloudEvent progress =
          event(
              "CAMPAIGN_PROGRESS", workspace, "campaign:42", "{\"percent\":41.50,\"who\":\"Zoë\"}");
      publisher.publish(INGRESS, progress);
      JsonNode frame = alice.awaitEvent(progress.id());
      assertThat(frame.path("type").asText()).isEqualTo("CAMPAIGN_PROGRESS");
      assertThat(frame.path("channel").asText()).isEqualTo("campaign:42");
      assertThat(frame.at("/data/who").asText()).isEqualTo("Zoë");
      assertThat(frame.at("/position/epoch")).isEqualTo(ack.at("/position/epoch"));
      assertThat(frame.at("/position/offset").asLong())
          .isGreaterThan(ack.at("/position/offset").asLong());
      assertThat(frame.path("timestamp").asText()).endsWith("Z");
    }
  }

  /** R-G8: a quiet channel recovers with nothing, and what was missed is replayed in order. */
  @Test
  void shouldReplayWhatWasMissed() {
    String token = Tokens.token("alice", workspace);
    JsonNode position;
    try (var alice = TestSocket.connect(ws(), token)) {
      position = alice.subscribe("1", "campaign:7").path("position");
      JsonNode again = since(alice, "2", position);
      assertThat(again.at("/data/recovered").asBoolean()).as(again.toString()).isTrue();
      alice.request("UNSUBSCRIBE", "3", "{\"channel\":\"campaign:7\"}");
      String first = publisher.publish(INGRESS, event("X", workspace, "campaign:7", "1"));
      CloudEvent other = event("X", workspace, "campaign:7", "2");
      try (var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
        bob.subscribe("1", "campaign:7");
        publisher.publish(INGRESS, other);
        bob.awaitEvent(other.id());
      }
      JsonNode missed = since(alice, "4", position);
      assertThat(missed.at("/data/recovered").asBoolean()).as(missed.toString()).isTrue();
      assertThat(missed.at("/data/replayed").asInt()).isEqualTo(2);
      assertThat(missed.path("position")).isEqualTo(position);
      alice.awaitEvent(other.id());
      assertThat(alice.events("campaign:7")).containsExactly(first, other.id());
    }
  }

  private static JsonNode since(TestSocket socket, String id, JsonNode position) {
    return socket.request(
        "SUBSCRIBE", id, "{\"channel\":\"campaign:7\",\"since\":" + position + "}");
  }

  /** R-G4, ADR 3: the log of the room says who is in it, in its order. */
  @Test
  void shouldFollowMembership() {
    String room = id();
    String channel = "room:" + room;
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
      CloudEvent created =
          event("ROOM_CREATED", workspace, channel, "{}").with("members", "[\"alice\"]");
      CloudEvent first = event("MESSAGE_RECEIVED", workspace, channel, "{}");
      CloudEvent joined = member("MEMBER_JOINED", workspace, room, "bob");
      CloudEvent second = event("MESSAGE_RECEIVED", workspace, channel, "{}");
      CloudEvent left = member("MEMBER_LEFT", workspace, room, "alice");
      CloudEvent third = event("MESSAGE_RECEIVED", workspace, channel, "{}");
      for (CloudEvent each : List.of(created, first, joined, second, left, third)) {
        publisher.publishLater(CHAT, each);
      }
      bob.awaitEvent(third.id());
      alice.awaitFrame(frame -> is(frame, "UNSUBSCRIBED"));
      assertThat(bob.events(channel))
          .containsExactly(joined.id(), second.id(), left.id(), third.id());
      assertThat(alice.events(channel))
          .containsExactly(created.id(), first.id(), joined.id(), second.id(), left.id());
      JsonNode subscribed = bob.awaitFrame(frame -> is(frame, "SUBSCRIBED"));
      assertThat(subscribed.path("channel").asText()).isEqualTo(channel);
      assertThat(subscribed.at("/position/offset").asLong())
          .isLessThan(bob.awaitEvent(joined.id()).at("/position/offset").asLong());
    }
  }

  /** Only chat-service's own topic says who is a member. */
  @Test
  void shouldNotBelieveOthersAboutMembership() {
    String room = id();
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      publisher.publish(INGRESS, member("MEMBER_JOINED", workspace, room, "alice"));
      publisher.publish(CHAT, event("MESSAGE_RECEIVED", workspace, "room:" + room, "{}"));
      String end = publisher.publish(INGRESS, event("END", workspace, "user:alice", "{}"));
      alice.awaitEvent(end);
      assertThat(alice.events("room:" + room)).isEmpty();
    }
  }

  /** R-G5: membership is asked once, and what the room's log says later counts more. */
  @Test
  void shouldAskForMembershipAndForgetItWhenTheMemberLeaves() {
    String room = id();
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      PeerServices.rooms(workspace, "alice").add(room);
      alice.subscribe("1", "room:" + room);
      publisher.publish(CHAT, member("MEMBER_LEFT", workspace, room, "alice"));
      alice.awaitFrame(frame -> is(frame, "UNSUBSCRIBED"));
      JsonNode refused = alice.request("SUBSCRIBE", "2", "{\"room\":\"room:" + room + "\"}");
      assertThat(refused.at("/data/code").asText()).isEqualTo("not-found");
    }
  }

  /** X-3, R-G5: the same names in another workspace are other channels. */
  @Test
  void shouldKeepWorkspacesApart() {
    String other = workspace + "x";
    String room = id();
    PeerServices.rooms(workspace, "alice").add(room);
    try (var here = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var there = TestSocket.connect(ws(), Tokens.token("alice", other))) {
      here.subscribe("1", "campaign:1");
      there.subscribe("1", "campaign:1");
      JsonNode guessed = there.request("SUBSCRIBE", "2", "{\"channel\":\"room:" + room + "\"}");
      JsonNode unheardOf = there.request("SUBSCRIBE", "3", "{\"channel\":\"room:" + id() + "\"}");
      assertThat(guessed.path("data")).isEqualTo(unheardOf.path("data"));
      var mine = new ArrayList<String>();
      for (String channel : List.of("campaign:1", "user:alice", "workspace")) {
        mine.add(publisher.publish(INGRESS, event("X", workspace, channel, "{}")));
      }
      mine.add(publisher.publish(CHAT, event("X", workspace, "room:" + room, "{}")));
      mine.forEach(here::awaitEvent);
      for (String channel : List.of("campaign:1", "user:alice", "workspace")) {
        there.awaitEvent(publisher.publish(INGRESS, event("END", other, channel, "{}")));
      }
      assertThat(there.frames()).noneMatch(frame -> mine.contains(frame.path("eventId").asText()));
      publisher.publish(CHAT, member("MEMBER_JOINED", workspace, id(), "alice"));
      here.awaitFrame(frame -> is(frame, "SUBSCRIBED"));
      there.awaitEvent(publisher.publish(INGRESS, event("END", other, "user:alice", "{}")));
      assertThat(there.frames()).noneMatch(frame -> is(frame, "SUBSCRIBED"));
    }
  }

  /** A relay that fails over publishes a batch again; no connection gets an event twice. */
  @Test
  void shouldDropWhatIsPublishedAgain() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      var events = new ArrayList<CloudEvent>();
      for (int i = 0; i < 2_000; i++) {
        events.add(event("X", workspace, "user:alice", "" + i));
      }
      events.forEach(each -> publisher.publishLater("notification.user.v1", each));
      events
          .subList(500, 2_000)
          .forEach(each -> publisher.publishLater("notification.user.v1", each));
      String end =
          publisher.publish("notification.user.v1", event("END", workspace, "user:alice", "{}"));
      alice.awaitEvent(end);
      var expected = new ArrayList<>(events.stream().map(CloudEvent::id).toList());
      expected.add(end);
      assertThat(alice.events("user:alice")).isEqualTo(expected);
    }
  }

  /** R-G15: what is invalid is put aside with a reason, and what follows still flows. */
  @Test
  void shouldPutInvalidRecordsAside() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var letters = TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), DEAD_LETTERS)) {
      alice.subscribe("1", "campaign:9");
      publisher.publish(without("ce_id"));
      publisher.publish(without("ce_type"));
      publisher.publish(without("ce_workspaceid"));
      publisher.publish(without("ce_channel"));
      publisher.publish(INGRESS, event("X", workspace, "campaign:9", "{\"broken\":"));
      publisher.publish(INGRESS, event("X", workspace, "campaign:9", "1 2"));
      publisher.publish(INGRESS, event("X", workspace, "campaign:9", ""));
      publisher.publish(INGRESS, event("X", workspace, "planet:mars", "{}"));
      publisher.publish(
          INGRESS, event("X", workspace, "campaign:9", "\"" + "x".repeat(262_144) + "\""));
      String good = publisher.publish(INGRESS, event("X", workspace, "campaign:9", "{}"));
      alice.awaitEvent(good);
      assertThat(alice.events("campaign:9")).containsExactly(good);
      for (String reason :
          List.of(
              "ce_id",
              "ce_type",
              "ce_workspaceid",
              "ce_channel",
              "not one JSON value",
              "'planet' is not served",
              "more than 262144")) {
        ConsumerRecord<byte[], byte[]> letter =
            letters.await(
                reason,
                record ->
                    key(record).startsWith(workspace) && header(record, "reason").contains(reason));
        assertThat(header(letter, "dlq-topic")).isEqualTo(INGRESS);
        assertThat(header(letter, "dlq-offset")).isNotEmpty();
      }
    }
  }

  private ProducerRecord<byte[], byte[]> without(String header) {
    var record = CloudEventCodec.encode(INGRESS, event("X", workspace, "campaign:9", "{}"));
    record.headers().remove(header);
    return record;
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
