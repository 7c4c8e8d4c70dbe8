package dev.tidings.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.chat.RoomEvents.Told;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-C1: rooms that are found by what they are for. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class RoomKindsTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "kinds";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);
  private final ChatApi agent =
      ChatApi.with("agent", Tokens.of("agent", WORKSPACE).roles("EMPLOYEE"));
  private final ChatApi guest = ChatApi.with("guest", Tokens.of("guest", WORKSPACE).roles("GUEST"));

  @Test
  void shouldHaveOneChannelOfANameInWhichOwnerAndAdminsTell() {
    Response made = alice.open("channel", "name", "Caf\u00e9  News", "topic", " What is new ");
    made.then()
        .statusCode(201)
        .header("ETag", equalTo("\"1\""))
        .body("name", equalTo("Caf\u00e9  News"))
        .body("topic", equalTo("What is new"))
        .body("role", equalTo("owner"));
    CONTRACT.assertBodySatisfiesSchema("room", made.asByteArray());
    String roomId = made.path("id");

    bob.open("channel", "name", "CAFE\u0301 news", "topic", "Mine")
        .then()
        .statusCode(200)
        .body("id", equalTo(roomId))
        .body("role", equalTo("member"))
        .body("topic", equalTo("What is new"))
        .body("memberCount", equalTo(2));
    alice.send(roomId, "Told").then().statusCode(201);
    bob.send(roomId, "Me too")
        .then()
        .statusCode(403)
        .body("detail", equalTo("As member of a channel room one may not post messages."));
    bob.send(roomId, "Me too, @alice").then().statusCode(403);
    alice.make(roomId, "bob", "admin").then().statusCode(200);
    bob.send(roomId, "Now").then().statusCode(201);
  }

  @Test
  void shouldListChannelsToThoseWhoMayComeIn() {
    String workspace = "listing";
    ChatApi owner = ChatApi.as("alice", workspace);
    ChatApi other = ChatApi.as("bob", workspace);
    for (String name : List.of("zebra", "Alpha", "beta", "\u0410\u043b\u044c\u0444\u0430")) {
      owner.open("channel", "name", name).then().statusCode(201);
    }
    owner.group("bob");
    String archived = owner.open("channel", "name", "old").path("id");
    owner.change(archived, Map.of("isArchived", true)).then().statusCode(200);

    Response first = other.get("/api/chat/channels?limit=3");
    CONTRACT.assertBodySatisfiesSchema("channel-page", first.asByteArray());
    assertThat(first.jsonPath().getList("items.name")).containsExactly("Alpha", "beta", "zebra");
    assertThat(first.jsonPath().getList("items.isMember")).containsOnly(false);
    Response second =
        other.get("/api/chat/channels?limit=3&cursor=" + first.jsonPath().getString("nextCursor"));
    assertThat(second.jsonPath().getList("items.name"))
        .containsExactly("\u0410\u043b\u044c\u0444\u0430");
    assertThat(second.jsonPath().getString("nextCursor")).isNull();
    Response found =
        other.request().queryParam("q", "\u0410\u041b\u042c").get("/api/chat/channels");
    String cyrillic = found.jsonPath().getString("items[0].id");
    assertThat(found.jsonPath().getList("items")).hasSize(1);
    assertThat(other.get("/api/chat/channels?q=channel").jsonPath().getList("items")).isEmpty();

    Response joined = other.join(cyrillic);
    joined.then().statusCode(201).body("role", equalTo("member"));
    CONTRACT.assertBodySatisfiesSchema("member", joined.asByteArray());
    other.join(cyrillic).then().statusCode(200);
    other.join(archived).then().statusCode(409).body("code", equalTo("room-archived"));
    other.join(owner.group()).then().statusCode(404);
  }

  @Test
  void shouldHaveOneRoomOfAProjectAndOfALead() {
    String project = alice.open("project", "projectId", "42").path("id");
    bob.open("project", "projectId", "42", "name", "Another")
        .then()
        .statusCode(200)
        .body("id", equalTo(project))
        .body("name", equalTo("42"))
        .body("projectId", equalTo("42"));
    bob.send(project, "Hello").then().statusCode(201);

    String support =
        alice.open("support", "leadId", "7", "contactId", "19", "name", "Ann").path("id");
    bob.open("support", "leadId", "7").then().statusCode(403);
    agent
        .open("support", "leadId", "7")
        .then()
        .statusCode(200)
        .body("id", equalTo(support))
        .body("contactId", equalTo("19"));
    bob.open("support", "contactId", "19").then().statusCode(201);
    bob.join(support).then().statusCode(404);
  }

  @Test
  void shouldKnowAGroupThatAClientAsksForAgain() {
    String roomId = alice.open("group", "name", "Once", "clientRoomId", "r-1").path("id");

    alice
        .open("group", "name", "Once", "clientRoomId", "r-1")
        .then()
        .statusCode(200)
        .body("id", equalTo(roomId));
    bob.open("group", "name", "Once", "clientRoomId", "r-1").then().statusCode(201);
    alice.open("group", "name", "Once").then().statusCode(201);
  }

  @Test
  void shouldGiveAllWhoAskAtOnceTheSameRoom() throws Exception {
    List<Response> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Response>> asks =
          IntStream.range(0, 24)
              .<Callable<Response>>mapToObj(
                  i ->
                      () ->
                          ChatApi.as("user-" + i % 8, WORKSPACE)
                              .open("channel", "name", i % 2 == 0 ? "Rush" : "RUSH"))
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
    assertThat(
            ChatApi.as("user-0", WORKSPACE)
                .get("/api/chat/rooms/" + answers.getFirst().path("id"))
                .jsonPath()
                .getInt("memberCount"))
        .isEqualTo(8);
  }

  @Test
  void shouldConfineGuestsToWhereTheyWereBrought() {
    String channel = alice.open("channel", "name", "Closed to guests").path("id");
    String room = alice.group();
    alice.invite(room, "guest", "guest").then().statusCode(201).body("role", equalTo("guest"));

    guest.open("channel", "name", "Closed to guests").then().statusCode(403);
    guest.open("group", "name", "Own").then().statusCode(403);
    guest.join(channel).then().statusCode(404);
    guest.get("/api/chat/channels").then().statusCode(403);
    String id = guest.send(room, "Hello").then().statusCode(201).extract().path("id");
    guest.edit(id, "Hello all").then().statusCode(200);
    guest.react(id, "\ud83c\udf89").then().statusCode(200);
    guest.pin(id).then().statusCode(403);
    guest.invite(room, "bob", "guest").then().statusCode(403);
    guest.deleteMessage(id).then().statusCode(204);
  }

  @Test
  void shouldChangeTheVersionThatWasSeen() {
    String roomId = alice.group("bob");
    alice.get("/api/chat/rooms/" + roomId).then().header("ETag", equalTo("\"1\""));

    alice
        .request()
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "Second", "topic", "New", "slowModeSeconds", 5))
        .patch("/api/chat/rooms/" + roomId)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("topic", equalTo("New"))
        .body("slowModeSeconds", equalTo(5));
    alice
        .request()
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "Third"))
        .patch("/api/chat/rooms/" + roomId)
        .then()
        .statusCode(412)
        .body("code", equalTo("room-changed"));
    alice.change(roomId, Map.of("name", "Second")).then().body("version", equalTo(2));
    alice.change(roomId, Map.of("topic", "")).then().body("topic", nullValue());
    alice.change(roomId, Map.of("slowModeSeconds", -1)).then().statusCode(400);
    bob.change(roomId, Map.of("topic", "Mine")).then().statusCode(403);
  }

  @Test
  void shouldKeepChannelsNamesApart() {
    alice.open("channel", "name", "Taken").then().statusCode(201);
    String roomId = alice.open("channel", "name", "Free").path("id");

    alice
        .change(roomId, Map.of("name", "TAKEN"))
        .then()
        .statusCode(409)
        .body("code", equalTo("room-name-taken"));
    alice.change(roomId, Map.of("name", "FREE")).then().statusCode(200);
    alice.change(roomId, Map.of("name", "Given up")).then().statusCode(200);
    bob.open("channel", "name", "free").then().statusCode(201);
    alice.change(alice.group(), Map.of("name", "Taken")).then().statusCode(200);
  }

  @Test
  void shouldOnlyReadArchivedRooms() {
    String roomId = alice.group("bob");
    String id = bob.say(roomId, "Before").getFirst();
    bob.change(roomId, Map.of("isArchived", true)).then().statusCode(403);
    alice
        .change(roomId, Map.of("isArchived", true))
        .then()
        .statusCode(200)
        .body("archivedAt", notNullValue());

    for (Supplier<Response> write :
        List.<Supplier<Response>>of(
            () -> bob.send(roomId, "After"),
            () -> bob.send(roomId, "After, @alice"),
            () -> bob.reply(roomId, id, "After"),
            () -> bob.edit(id, "After"),
            () -> bob.react(id, "\ud83c\udf89"),
            () -> bob.pin(id),
            () -> bob.deleteMessage(id),
            () -> alice.invite(roomId, "carol", "member"),
            () -> alice.change(roomId, Map.of("name", "After")))) {
      write.get().then().statusCode(409).body("code", equalTo("room-archived"));
    }
    assertThat(bob.messages(roomId).getList("items.message")).containsExactly("Before");
    bob.read(roomId, 1).then().statusCode(200);
    assertThat(bob.get("/api/chat/rooms").jsonPath().getList("items.id")).doesNotContain(roomId);
    assertThat(bob.get("/api/chat/rooms?archived=true").jsonPath().getList("items.id"))
        .contains(roomId);
    alice
        .change(roomId, Map.of("isArchived", false, "name", "After"))
        .then()
        .statusCode(200)
        .body("archivedAt", nullValue())
        .body("name", equalTo("After"));
    bob.send(roomId, "After").then().statusCode(201).body("seq", equalTo(2));
  }

  @Test
  void shouldDeleteARoomForEverybody() {
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId = alice.open("channel", "name", "Short-lived").path("id");
      String id = alice.say(roomId, "Soon gone").getFirst();
      bob.join(roomId).then().statusCode(201);
      bob.delete("/api/chat/rooms/" + roomId).then().statusCode(403);

      alice.delete("/api/chat/rooms/" + roomId).then().statusCode(204);
      alice.delete("/api/chat/rooms/" + roomId).then().statusCode(204);

      for (ChatApi who : List.of(alice, bob)) {
        who.get("/api/chat/rooms/" + roomId).then().statusCode(404);
        who.get("/api/chat/messages/" + id).then().statusCode(404);
        who.send(roomId, "Anybody?").then().statusCode(404);
        who.join(roomId).then().statusCode(404);
        assertThat(who.get("/api/chat/memberships").jsonPath().getList("items.roomId"))
            .doesNotContain(roomId);
      }
      bob.delete("/api/chat/rooms/" + roomId).then().statusCode(404);
      List<Told> told = events.upTo(roomId, 4);
      assertThat(told)
          .extracting(Told::type)
          .containsExactly("ROOM_CREATED", "MESSAGE_RECEIVED", "MEMBER_JOINED", "ROOM_DELETED");
      CONTRACT.assertEventSatisfiesSchema("ROOM_DELETED", Json.bytes(told.getLast().data()));
      bob.open("channel", "name", "short-LIVED").then().statusCode(201);
      alice.delete("/api/chat/rooms/" + direct()).then().statusCode(409);
    }
  }

  @Test
  void shouldOpenAnEmptyChannelAgainForWhoAsks() {
    String roomId = alice.open("channel", "name", "Deserted").path("id");
    alice.say(roomId, "Last words");
    alice.remove(roomId, "alice").then().statusCode(204);

    bob.open("channel", "name", "deserted")
        .then()
        .statusCode(200)
        .body("id", equalTo(roomId))
        .body("role", equalTo("owner"))
        .body("archivedAt", nullValue())
        .body("lastMessage.message", equalTo("Last words"));
    bob.send(roomId, "Here again").then().statusCode(201);
  }

  @Test
  void shouldListByKindAndPinnedFirst() {
    ChatApi lena = ChatApi.as("lena", WORKSPACE);
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rooms.add(lena.group());
      lena.say(rooms.getLast(), "m");
    }
    rooms.add(lena.open("channel", "name", "lena's").path("id"));
    settings(lena, rooms.get(1), Map.of("isPinned", true)).then().statusCode(200);
    settings(lena, rooms.get(2), Map.of("isHidden", true)).then().statusCode(200);

    assertThat(pages(lena, "limit=1"))
        .containsExactly(rooms.get(1), rooms.get(4), rooms.get(3), rooms.get(0));
    assertThat(pages(lena, "limit=2&kind=group"))
        .containsExactly(rooms.get(1), rooms.get(3), rooms.get(0));
    assertThat(pages(lena, "kind=channel&kind=project")).containsExactly(rooms.get(4));
    assertThat(pages(lena, "hidden=true")).containsExactly(rooms.get(2));
    lena.get("/api/chat/rooms?kind=lobby").then().statusCode(400);
    CONTRACT.assertBodySatisfiesSchema("room-page", lena.get("/api/chat/rooms").asByteArray());
  }

  private static List<String> pages(ChatApi who, String query) {
    var ids = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = who.get("/api/chat/rooms?" + query + cursor).then().statusCode(200).extract();
      ids.addAll(page.jsonPath().getList("items.id", String.class));
      String next = page.jsonPath().getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return ids;
  }

  private static Response settings(ChatApi who, String roomId, Map<String, ?> settings) {
    return who.patch("/api/chat/rooms/" + roomId + "/settings", settings);
  }

  private String direct() {
    return alice.open("direct", "members", List.of("bob")).path("id");
  }
}
