package dev.tidings.gateway.fanout;

import static dev.tidings.gateway.support.Publisher.event;
import static dev.tidings.gateway.support.TestSocket.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-G9, R-G10: a client that stops reading, and one that wants everything at once. */
@QuarkusTest
class SlowReaderTest extends GatewayTest {

  private static final String INGRESS = "events.ingress.v1";

  /** More than the kernel's buffers and the gateway's bound can hold together. */
  private static final int EVENTS = 150;

  private static final String LARGE = "\"" + "x".repeat(200_000) + "\"";

  @Test
  void shouldSendTheLatestOfAConflatedChannel() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
      alice.subscribe("1", "dashboard:1");
      bob.subscribe("1", "dashboard:1");
      alice.pause();
      flood("dashboard:1", bob);
      alice.goOn();
      CloudEvent end = event("END", workspace, "dashboard:1", "{}");
      publisher.publish(INGRESS, end);
      alice.awaitEvent(end.id());
      List<String> got = alice.events("dashboard:1");
      assertThat(got).hasSizeLessThan(EVENTS);
      assertThat(got.get(got.size() - 2))
          .as("the latest")
          .isEqualTo(bob.events("dashboard:1").get(EVENTS - 1));
      assertThat(offsets(alice)).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldEndTheConnectionThatWouldMissEvents() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
      alice.subscribe("1", "campaign:1");
      bob.subscribe("1", "campaign:1");
      alice.pause();
      flood("campaign:1", bob);
      alice.goOn();
      assertThat(alice.awaitClose()).isIn(4003, 1006);
      List<String> got = alice.events("campaign:1");
      assertThat(got).isEqualTo(bob.events("campaign:1").subList(0, got.size()));
    }
  }

  @Test
  void shouldTellOfEphemeralEventsThatWereDropped() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
        var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
      alice.subscribe("1", "doc:1");
      bob.subscribe("1", "doc:1");
      alice.pause();
      flood("doc:1", bob);
      alice.goOn();
      JsonNode resync = alice.awaitFrame(frame -> is(frame, "RESYNC"));
      assertThat(resync.path("channel").asText()).isEqualTo("doc:1");
      assertThat(resync.at("/data/reason").asText()).isEqualTo("slow-consumer");
      String end = publisher.publish(INGRESS, event("END", workspace, "doc:1", "{}"));
      alice.awaitEvent(end);
      assertThat(alice.events("doc:1")).hasSizeLessThan(EVENTS).endsWith(end);
      assertThat(alice.frames().stream().filter(frame -> is(frame, "RESYNC"))).hasSize(1);
    }
  }

  @Test
  void shouldSendArraysToWhoWantsBatches() {
    URI uri = URI.create(ws() + "?batch=1&token=" + Tokens.token("alice", workspace));
    try (var alice = TestSocket.connect(uri, builder -> builder)) {
      alice.awaitFrame(frame -> is(frame, "CONNECTED"));
      alice.subscribe("1", "campaign:1");
      var ids = new ArrayList<String>();
      for (int i = 0; i < 200; i++) {
        CloudEvent next = event("X", workspace, "campaign:1", "" + i);
        ids.add(next.id());
        publisher.publishLater(INGRESS, next);
      }
      alice.awaitEvent(ids.getLast());
      assertThat(alice.events("campaign:1")).isEqualTo(ids);
      assertThat(alice.messages()).allMatch(JsonNode::isArray);
    }
  }

  /** Until another client has them all. */
  private void flood(String channel, TestSocket other) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < EVENTS; i++) {
      ids.add(publisher.publish(INGRESS, event("X", workspace, channel, LARGE)));
      other.awaitEvent(ids.getLast());
    }
  }

  private static List<Long> offsets(TestSocket socket) {
    return socket.frames().stream()
        .filter(frame -> frame.has("eventId"))
        .map(frame -> frame.at("/position/also/0").asLong())
        .toList();
  }
}
