package dev.tidings.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C1: making, listing and showing rooms. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class RoomTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "rooms";

  private final ChatApi alice =
      ChatApi.with("alice", Tokens.of("alice", WORKSPACE).name("Alice", "Moreau"));
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);

  @Test
  void shouldMakeAGroup() {
    Response answer =
        alice.post(
            "/api/chat/rooms",
            Map.of("kind", "group", "name", " Launch ", "members", List.of("bob", "alice", "bob")));

    answer
        .then()
        .statusCode(201)
        .body("name", equalTo("Launch"))
        .body("memberCount", equalTo(2))
        .body("role", equalTo("owner"))
        .body("lastMessage", nullValue())
        .body("peer", nullValue());
    CONTRACT.assertBodySatisfiesSchema("room", answer.asByteArray());
    assertThat(answer.header("Location")).endsWith("/api/chat/rooms/" + answer.path("id"));
    bob.get("/api/chat/rooms/" + answer.path("id"))
        .then()
        .statusCode(200)
        .body("role", equalTo("member"));
  }

  @Test
  void shouldGiveAPairOneRoomHoweverManyAskAtOnce() throws Exception {
    ChatApi carol = ChatApi.as("carol", WORKSPACE);
    ChatApi dave = ChatApi.as("dave", WORKSPACE);
    List<Response> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Response>> asks =
          IntStream.range(0, 30)
              .<Callable<Response>>mapToObj(
                  i -> () -> i % 2 == 0 ? direct(carol, "dave") : direct(dave, "carol"))
              .toList();
      for (Future<Response> answer : threads.invokeAll(asks)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).extracting(Response::statusCode).containsOnly(200, 201);
    assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(201);
    assertThat(answers)
        .extracting(answer -> answer.path("id"))
        .containsOnly((String) answers.getFirst().path("id"));
  }

  @Test
  void shouldShowThePeerOfADirectRoom() {
    alice.get("/api/chat/rooms").then().statusCode(200);
    Response room = direct(ChatApi.as("erin", WORKSPACE), "alice");

    room.then()
        .body("kind", equalTo("direct"))
        .body("name", nullValue())
        .body("peer.id", equalTo("alice"))
        .body("peer.firstName", equalTo("Alice"));
    CONTRACT.assertBodySatisfiesSchema("room", room.asByteArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"lobby\",\"name\":\"x\"}",
        "{\"name\":\"x\"}",
        "{\"kind\":\"channel\"}",
        "{\"kind\":\"channel\",\"name\":\"\\u200b\"}",
        "{\"kind\":\"channel\",\"name\":\"x\",\"projectId\":\"1\"}",
        "{\"kind\":\"channel\",\"name\":\"x\",\"clientRoomId\":\"1\"}",
        "{\"kind\":\"project\",\"name\":\"x\"}",
        "{\"kind\":\"project\",\"projectId\":\" \"}",
        "{\"kind\":\"support\",\"name\":\"x\"}",
        "{\"kind\":\"group\",\"name\":\"x\",\"leadId\":\"1\"}",
        "{\"kind\":\"group\",\"name\":\"x\",\"topic\":\"a\\nb\"}",
        "{\"kind\":\"group\"}",
        "{\"kind\":\"group\",\"name\":\"  \"}",
        "{\"kind\":\"group\",\"name\":\"a\\nb\"}",
        "{\"kind\":\"group\",\"name\":\"x\",\"members\":[\"a b\"]}",
        "{\"kind\":\"group\",\"name\":\"x\",\"members\":[null]}",
        "{\"kind\":\"direct\",\"members\":[]}",
        "{\"kind\":\"direct\",\"members\":[\"alice\"]}",
        "{\"kind\":\"direct\",\"members\":[\"bob\",\"carol\"]}",
        "{\"kind\":\"direct\",\"name\":\"x\",\"members\":[\"bob\"]}",
      })
  void shouldRefuseWhatIsNoRoom(String body) {
    alice
        .post("/api/chat/rooms", body)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("validation-failed"));
  }

  @Test
  void shouldSayWhichKindsAreServed() {
    alice
        .post("/api/chat/rooms", Map.of("kind", "lobby", "name", "x"))
        .then()
        .body("detail", containsString("direct, group, channel, project, support"));
  }

  @Test
  void shouldRenameAGroupOnly() {
    String roomId = alice.group("bob");

    rename(alice, roomId, "Second").then().statusCode(200).body("name", equalTo("Second"));
    rename(bob, roomId, "Third").then().statusCode(403);
    rename(alice, roomId, "").then().statusCode(400);
    rename(alice, direct(alice, "frank").path("id"), "Name")
        .then()
        .statusCode(409)
        .body("code", equalTo("direct-room-is-fixed"));
  }

  @Test
  void shouldListByLatestActivityInPages() {
    ChatApi gina = ChatApi.as("gina", WORKSPACE);
    List<String> rooms = IntStream.range(0, 5).mapToObj(i -> gina.group()).toList();
    gina.say(rooms.get(1), "Latest");

    var listed = new ArrayList<String>();
    JsonPath page = gina.get("/api/chat/rooms?limit=2").jsonPath();
    assertThat(page.getString("items[0].id")).isEqualTo(rooms.get(1));
    assertThat(page.getString("items[0].lastMessage.message")).isEqualTo("Latest");
    listed.addAll(page.getList("items.id", String.class));
    while (page.getString("nextCursor") != null) {
      page = gina.get("/api/chat/rooms?limit=2&cursor=" + page.getString("nextCursor")).jsonPath();
      listed.addAll(page.getList("items.id", String.class));
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(rooms);
    CONTRACT.assertBodySatisfiesSchema("room-page", gina.get("/api/chat/rooms").asByteArray());
    CONTRACT.assertBodySatisfiesSchema(
        "memberships", gina.get("/api/chat/memberships").asByteArray());
    assertThat(gina.get("/api/chat/memberships").jsonPath().getList("items.roomId"))
        .hasSameElementsAs(rooms);
  }

  private static Response direct(ChatApi who, String peer) {
    return who.post("/api/chat/rooms", Map.of("kind", "direct", "members", List.of(peer)));
  }

  private static Response rename(ChatApi who, String roomId, String name) {
    return who.request().body(Map.of("name", name)).patch("/api/chat/rooms/" + roomId);
  }
}
