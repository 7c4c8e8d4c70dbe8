package dev.tidings.chat.membership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** R-C2: inviting, removing, leaving; and what the room's log says of it. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class MembershipTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "memberships";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi carol = ChatApi.as("carol", WORKSPACE);

  @Test
  void shouldLetOwnerAndAdminsInvite() {
    String roomId = alice.group("bob");

    bob.invite(roomId, "carol", "member").then().statusCode(403);
    var invited = alice.invite(roomId, "carol", "admin");
    invited.then().statusCode(201).body("role", equalTo("admin"));
    CONTRACT.assertBodySatisfiesSchema("member", invited.asByteArray());
    alice.invite(roomId, "carol", "member").then().statusCode(200).body("role", equalTo("admin"));
    carol.invite(roomId, "dave", "admin").then().statusCode(403);
    carol.invite(roomId, "dave", "member").then().statusCode(201);
    carol.invite(roomId, "dave x", "member").then().statusCode(400);
    carol.invite(roomId, "erin", "owner").then().statusCode(400);
    var members = bob.get("/api/chat/rooms/" + roomId + "/members?limit=3");
    CONTRACT.assertBodySatisfiesSchema("member-page", members.asByteArray());
    assertThat(members.jsonPath().getList("items.userId")).containsExactly("alice", "bob", "carol");
    assertThat(
            bob.get(
                    "/api/chat/rooms/"
                        + roomId
                        + "/members?cursor="
                        + members.jsonPath().getString("nextCursor"))
                .jsonPath()
                .getList("items.userId"))
        .containsExactly("dave");
    CONTRACT.assertBodySatisfiesSchema(
        "membership", bob.get("/api/chat/rooms/" + roomId + "/membership").asByteArray());
  }

  @Test
  void shouldLetTheHigherRemoveTheLower() {
    String roomId = alice.group("bob", "dave");
    alice.invite(roomId, "carol", "admin");

    bob.remove(roomId, "dave").then().statusCode(403);
    carol.remove(roomId, "alice").then().statusCode(403);
    carol.remove(roomId, "dave").then().statusCode(204);
    carol.remove(roomId, "dave").then().statusCode(204);
    alice.remove(roomId, "carol").then().statusCode(204);
    alice.get("/api/chat/rooms/" + roomId).then().body("memberCount", equalTo(2));
  }

  @Test
  void shouldHandTheRoomOnAndTakeItOutOfSightAtTheEnd() {
    String roomId = alice.group("bob", "dave");
    alice.invite(roomId, "carol", "admin");

    alice.remove(roomId, "alice").then().statusCode(204);
    carol.get("/api/chat/rooms/" + roomId).then().body("role", equalTo("owner"));
    carol.remove(roomId, "carol").then().statusCode(204);
    bob.get("/api/chat/rooms/" + roomId).then().body("role", equalTo("owner"));
    bob.remove(roomId, "dave").then().statusCode(204);
    bob.remove(roomId, "bob").then().statusCode(204);
    bob.get("/api/chat/rooms/" + roomId).then().statusCode(404);
    bob.send(roomId, "Anybody?").then().statusCode(404);
  }

  @Test
  void shouldKeepTheTwoOfADirectRoom() {
    String roomId =
        alice
            .post("/api/chat/rooms", Map.of("kind", "direct", "members", List.of("bob")))
            .path("id");

    alice.invite(roomId, "carol", "member").then().statusCode(409);
    alice.remove(roomId, "alice").then().statusCode(409);
  }

  @Test
  void shouldLogEveryChangeInOrderAsTheContractSays() {
    try (var probe =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            "chat.room.v1")) {
      String roomId = alice.group("bob");
      alice.say(roomId, "Hello @bob");
      bob.read(roomId, 1).then().statusCode(200);
      bob.read(roomId, 1).then().statusCode(200);
      alice.invite(roomId, "carol", "member");
      carol.say(roomId, "Here");
      alice.remove(roomId, "carol");
      alice.request().body("{\"name\":\"New\"}").patch("/api/chat/rooms/" + roomId);
      alice.remove(roomId, "alice");

      List<CloudEvent> all =
          Patience.await()
              .until(
                  () -> of(probe, roomId),
                  list ->
                      list.stream()
                              .filter(event -> !event.type().equals("MESSAGE_STATUS_UPDATE"))
                              .count()
                          >= 9);
      List<CloudEvent> events =
          all.stream()
              .filter(
                  event -> !Set.of("MESSAGES_READ", "MESSAGE_STATUS_UPDATE").contains(event.type()))
              .toList();
      assertThat(all)
          .filteredOn(event -> event.type().equals("MESSAGES_READ"))
          .singleElement()
          .satisfies(read -> assertThat(read.subject()).isEqualTo("user:bob"));

      assertThat(events)
          .extracting(CloudEvent::type)
          .containsExactly(
              "ROOM_CREATED",
              "MESSAGE_RECEIVED",
              "MEMBER_JOINED",
              "MESSAGE_RECEIVED",
              "MEMBER_LEFT",
              "ROOM_UPDATED",
              "MEMBER_LEFT",
              "MEMBER_UPDATED");
      assertThat(events)
          .extracting(event -> Long.valueOf(event.extensions().get("sequence")))
          .isSorted();
      assertThat(events.getFirst().extensions()).containsEntry("members", "[\"alice\",\"bob\"]");
      assertThat(events.get(1).subject()).startsWith("message:");
      assertThat(events.get(2).subject()).isEqualTo("user:carol");
      assertThat(events.get(4).subject()).isEqualTo("user:carol");
      assertThat(events.get(6).subject()).isEqualTo("user:alice");
      assertThat(events.get(7).subject()).isEqualTo("user:bob");
      assertThat(new String(events.get(7).data(), UTF_8)).contains("\"role\":\"owner\"");
      all.forEach(event -> CONTRACT.assertEventSatisfiesSchema(event.type(), event.data()));
      assertThat(events).extracting(CloudEvent::key).containsOnly(WORKSPACE + "/room:" + roomId);
      assertThat(events).extracting(CloudEvent::source).containsOnly("/chat-service");
    }
  }

  /** R-C4: sends and membership changes of a room happen one after the other. */
  @Test
  void shouldLogNothingOfWhoIsOutAfterTheLeaving() throws Exception {
    try (var probe =
            TopicProbe.of(
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                "chat.room.v1");
        var threads = Executors.newFixedThreadPool(5)) {
      String roomId = alice.group("bob");
      List<Future<Integer>> accepted =
          IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> untilOut(roomId))).toList();
      threads
          .submit(
              () -> {
                alice.say(roomId, "1", "2", "3", "4", "5", "Bye @bob");
                alice.remove(roomId, "bob").then().statusCode(204);
              })
          .get();
      int total = 6;
      for (Future<Integer> count : accepted) {
        total += count.get();
      }
      alice.send(roomId, "Gone").then().body("seq", equalTo(total + 1));

      int events = total + 3;
      List<CloudEvent> log =
          Awaitility.await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> of(probe, roomId), list -> list.size() >= events);
      assertThat(log).hasSize(events);
      int left = log.stream().map(CloudEvent::type).toList().indexOf("MEMBER_LEFT");
      assertThat(log.subList(left + 1, log.size()))
          .as("after the leaving")
          .noneMatch(event -> new String(event.data(), UTF_8).contains("\"userId\":\"bob\""));
    }
  }

  /** Sends as bob until bob is no member any more, and counts what was accepted. */
  private int untilOut(String roomId) {
    for (int accepted = 0; ; accepted++) {
      int status = bob.send(roomId, accepted % 2 == 0 ? "Hello" : "Hello @alice").statusCode();
      if (status != 201) {
        assertThat(status).isEqualTo(404);
        return accepted;
      }
    }
  }

  private static List<CloudEvent> of(TopicProbe probe, String roomId) {
    return probe.events(WORKSPACE).stream()
        .filter(event -> event.channel().id().equals(roomId))
        .toList();
  }
}
