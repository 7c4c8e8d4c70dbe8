package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** It is one system, whichever gateway a client is at (R-G4, R-G5, R-G8, R-G15, R-P4). */
@EndToEnd
class ReplicasTest {

  private static final String INGRESS = "events.ingress.v1";
  private static final String DEAD_LETTERS = "events.ingress.v1.gateway.dlq";

  private final TidingsSystem system;
  private final URI second;

  ReplicasTest(TidingsSystem system) {
    this.system = system;
    second = system.address("gateway-2");
  }

  @Test
  void shouldDeliverTheSameFrameAtEveryGateway() {
    TestUser alice = system.user("alice", "replicas");
    TestUser bob = system.user("bob", "replicas").at(second);
    String room = alice.createRoom("Both", bob);
    try (LiveClient alices = alice.connect();
        LiveClient bobs = bob.connect()) {
      JsonNode sent =
          bobs.request("MESSAGE_SEND", Map.of("roomId", room, "message", "From the second")).data();
      Frame atFirst = alices.awaitFrame(frame -> frame.is("MESSAGE_RECEIVED"));
      Frame atSecond = bobs.awaitFrame(frame -> frame.is("MESSAGE_RECEIVED"));

      assertThat(atFirst.data().path("id")).isEqualTo(sent.path("id"));
      assertThat(atFirst.json()).isEqualTo(atSecond.json());
      assertThat(atFirst.json().has("position")).isTrue();
    }
  }

  @Test
  void shouldKeepMembershipTrueAtEveryGateway() {
    TestUser alice = system.user("alice", "replicas-members");
    TestUser bob = system.user("bob", "replicas-members").at(second);
    try (LiveClient bobs = bob.connect()) {
      String room = alice.createRoom("Closed", bob);
      bobs.awaitFrame(frame -> frame.is("SUBSCRIBED", "room:" + room));
      alice.delete("/api/chat/rooms/" + room + "/members/bob").expect(204);
      bobs.awaitFrame(frame -> frame.is("UNSUBSCRIBED", "room:" + room));

      alice.send(room, "Bob is not to know");
      Frame refusal = bobs.request("SUBSCRIBE", Map.of("channel", "room:" + room));
      assertThat(refusal.type()).isEqualTo("ERROR");
      bobs.settle();
      assertThat(bobs.frames(frame -> frame.is("MESSAGE_RECEIVED"))).isEmpty();
    }
  }

  @Test
  void shouldCountAUsersDevicesOverAllGateways() {
    TestUser watcher = system.user("watcher", "replicas-presence");
    TestUser dave = system.user("dave", "replicas-presence");
    TestUser marker = system.user("marker", "replicas-presence");
    try (LiveClient watchers = watcher.connect();
        LiveClient atFirst = dave.connect()) {
      watchers.awaitFrame(frame -> says(frame, "dave", true));
      LiveClient atSecond = dave.at(second).connect();
      atSecond.close();

      // The marker goes through the whole grace period of a user who doesn't come back.
      LiveClient markers = marker.at(second).connect();
      watchers.awaitFrame(frame -> says(frame, "marker", true));
      markers.close();
      watchers.awaitFrame(frame -> says(frame, "marker", false));
      assertThat(watchers.frames(frame -> says(frame, "dave", false))).isEmpty();
      assertThat(atFirst.isEnded()).isFalse();
    }
  }

  @Test
  void shouldPutAMalformedRecordAsideOnceForAllGateways() {
    TestUser alice = system.user("alice", "replicas-ingress");
    String key = "replicas-ingress/campaign:aside";
    try (LiveClient atFirst = alice.connect();
        LiveClient atSecond = alice.at(second).connect()) {
      atFirst.request("SUBSCRIBE", Map.of("channel", "campaign:aside"));
      atSecond.request("SUBSCRIBE", Map.of("channel", "campaign:aside"));
      publish(key, "replicas-bad", "{\"half\":");
      publish(key, "replicas-good", "{}");

      atFirst.awaitFrame(frame -> "replicas-good".equals(frame.eventId()));
      atSecond.awaitFrame(frame -> "replicas-good".equals(frame.eventId()));
      system.topics().awaitRecord(DEAD_LETTERS, each -> key.equals(each.key()));
      // Time for another gateway to put the first one aside as well, if each did it for itself.
      publish(key, "replicas-worse", "");
      system
          .topics()
          .awaitRecord(DEAD_LETTERS, each -> "replicas-worse".equals(each.header("ce_id")));
      assertThat(
              system.topics().readAll(DEAD_LETTERS).stream().filter(each -> key.equals(each.key())))
          .extracting(each -> each.header("ce_id"))
          .containsExactly("replicas-bad", "replicas-worse");
    }
  }

  @Test
  void shouldServeTheConsoleAtEveryGateway() {
    TestUser alice = system.user("alice", "replicas-console").at(second);
    assertThat(alice.get("/").expect(200).body()).contains("<script");
    assertThat(alice.get("/api/ws").expect(200).json().path("gatewayId").asText())
        .isNotEqualTo(alice.at(system.gateway()).get("/api/ws").json().path("gatewayId").asText());
  }

  private void publish(String key, String id, String value) {
    system
        .topics()
        .publish(
            INGRESS,
            key,
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/campaigns",
                "ce_type", "CAMPAIGN_PROGRESS",
                "ce_time", "2026-01-31T09:05:07.120Z",
                "ce_workspaceid", "replicas-ingress",
                "ce_channel", "campaign:aside",
                "content-type", "application/json"),
            value);
  }

  private static boolean says(Frame frame, String user, boolean online) {
    return frame.is("PRESENCE_UPDATE")
        && frame.data().path("userId").asText().equals(user)
        && frame.data().path("isOnline").asBoolean() == online;
  }
}
