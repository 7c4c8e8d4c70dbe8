package dev.tidings.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** R-X3: what the caller may not see looks like what does not exist. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class WorkspaceIsolationTest {

  private static final String NOWHERE = "01997a00-5a00-7000-8000-00000000000a";

  private final ChatApi owner = ChatApi.as("alice", "acme-isolation");

  /** Everything that can be asked about a room. */
  private static final List<Function<ChatApi, Function<String, Response>>> ABOUT_A_ROOM =
      List.of(
          who -> room -> who.get("/api/chat/rooms/" + room),
          who -> room -> who.request().body("{\"name\":\"x\"}").patch("/api/chat/rooms/" + room),
          who -> room -> who.get("/api/chat/rooms/" + room + "/members"),
          who -> room -> who.get("/api/chat/rooms/" + room + "/members/alice"),
          who -> room -> who.invite(room, "mallory", "member"),
          who -> room -> who.remove(room, "alice"),
          who -> room -> who.get("/api/chat/rooms/" + room + "/membership"),
          who -> room -> who.join(room),
          who -> room -> who.make(room, "alice", "member"),
          who -> room -> who.get("/api/chat/rooms/" + room + "/settings"),
          who ->
              room -> who.patch("/api/chat/rooms/" + room + "/settings", Map.of("isMuted", true)),
          who -> room -> who.get("/api/chat/rooms/" + room + "/bans"),
          who -> room -> who.ban(room, "mallory"),
          who -> room -> who.delete("/api/chat/rooms/" + room + "/bans/alice"),
          who -> room -> who.get("/api/chat/rooms/" + room + "/invitations"),
          who ->
              room ->
                  who.post("/api/chat/rooms/" + room + "/invitations", Map.of("userId", "mallory")),
          who -> room -> who.get("/api/chat/rooms/" + room + "/invitation-links"),
          who -> room -> who.post("/api/chat/rooms/" + room + "/invitation-links", Map.of()),
          who -> room -> who.get("/api/chat/rooms/" + room + "/audit"),
          who -> room -> who.delete("/api/chat/rooms/" + room),
          who -> room -> who.read(room, 1),
          who -> room -> who.send(room, "Hello"),
          who -> room -> who.send(room, "Hello @alice", "c-1"),
          who ->
              room ->
                  who.post(
                      "/api/chat/messages",
                      Map.of("roomId", room, "message", "x", "parentId", NOWHERE)),
          who -> room -> who.get("/api/chat/messages?roomId=" + room));

  @Test
  void shouldHideRoomsFromOtherWorkspacesAndFromNonMembers() {
    String roomId = owner.group("bob");
    owner.send(roomId, "Secret", "c-1").then().statusCode(201);
    for (ChatApi stranger :
        List.of(ChatApi.as("alice", "globex-isolation"), ChatApi.as("eve", "acme-isolation"))) {
      for (var ask : ABOUT_A_ROOM) {
        Response present = ask.apply(stranger).apply(roomId);
        Response absent = ask.apply(stranger).apply(NOWHERE);
        assertThat(present.statusCode()).isEqualTo(404);
        assertThat(body(present)).isEqualTo(body(absent));
      }
      assertThat(stranger.get("/api/chat/rooms").jsonPath().getList("items")).isEmpty();
      assertThat(stranger.get("/api/chat/memberships").jsonPath().getList("items")).isEmpty();
    }
    assertThat(owner.messages(roomId).getList("items")).hasSize(1);
  }

  @Test
  void shouldHideMessages() {
    String id = owner.say(owner.group("bob"), "Secret").getFirst();
    for (ChatApi stranger :
        List.of(ChatApi.as("alice", "globex-isolation"), ChatApi.as("eve", "acme-isolation"))) {
      for (String suffix : List.of("", "/readers")) {
        Response present = stranger.get("/api/chat/messages/" + id + suffix);
        Response absent = stranger.get("/api/chat/messages/" + NOWHERE + suffix);
        assertThat(present.statusCode()).isEqualTo(404);
        assertThat(body(present)).isEqualTo(body(absent));
      }
    }
  }

  @Test
  void shouldKeepWhoLeftOut() {
    ChatApi bob = ChatApi.as("bob", "acme-isolation");
    String roomId = owner.group("bob");
    String id = owner.say(roomId, "For both").getFirst();
    bob.get("/api/chat/messages/" + id).then().statusCode(200);

    owner.remove(roomId, "bob").then().statusCode(204);

    bob.get("/api/chat/messages/" + id).then().statusCode(404);
    for (var ask : ABOUT_A_ROOM) {
      assertThat(ask.apply(bob).apply(roomId).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldKeepDirectRoomsOfEachWorkspaceApart() {
    var body = Map.of("kind", "direct", "members", List.of("bob"));
    String here = owner.post("/api/chat/rooms", body).path("id");
    String there =
        ChatApi.as("alice", "initech-isolation").post("/api/chat/rooms", body).path("id");

    assertThat(here).isNotEqualTo(there);
  }

  @Test
  void shouldAskForAToken() {
    given().get("/api/chat/rooms").then().statusCode(401).contentType("application/problem+json");
  }

  /** Without the number of the occurrence. */
  private static Map<String, Object> body(Response response) {
    Map<String, Object> body = response.jsonPath().getMap("");
    body.remove("instance");
    return body;
  }
}
