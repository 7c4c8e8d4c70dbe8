package dev.tidings.chat.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.store.StoreException;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What people may ask for about what is stored of them. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ErasureTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  @Inject Sql sql;

  private static ChatApi named(String user, String workspace) {
    return ChatApi.with(user, Tokens.of(user, workspace).name("Given", "Family-" + user));
  }

  private static ChatApi admin(String workspace) {
    return ChatApi.with("root", Tokens.of("root", workspace).roles("ADMIN"));
  }

  private static String attach(ChatApi who, String room) {
    String id = who.post("/api/chat/attachments", Map.of("name", "a.txt", "size", 6)).path("id");
    who.request()
        .contentType("text/plain")
        .body("A note".getBytes(UTF_8))
        .put("/api/chat/attachments/{id}/content", id)
        .then()
        .statusCode(200);
    who.post(
            "/api/chat/messages",
            Map.of("roomId", room, "message", "A secret file", "attachments", List.of(id)))
        .then()
        .statusCode(201);
    return id;
  }

  private static void awaitDone(ChatApi who, String id) {
    Patience.await("the erasure")
        .until(
            () ->
                who.get("/api/chat/erasures/" + id).jsonPath().getString("status").equals("done"));
  }

  @Test
  void shouldForgetSomebodyAndTellOthers() {
    ChatApi alice = named("alice", "erasures");
    ChatApi bob = named("bob", "erasures");
    String room = bob.group("alice");
    String left = alice.group("bob");
    String direct =
        bob.post("/api/chat/rooms", Map.of("kind", "direct", "members", List.of("alice")))
            .path("id");
    List<String> ids =
        bob.say(room, IntStream.range(0, 60).mapToObj(i -> "Secret " + i).toArray(String[]::new));
    bob.edit(ids.getFirst(), "Another secret");
    String ofAlice = alice.say(room, "Of @bob").getFirst();
    bob.react(ofAlice, "👍");
    alice.react(ofAlice, "👍");
    bob.say(left, "Secret in a room that is left");
    bob.remove(left, "bob");
    bob.say(direct, "Secret for two");
    String file = attach(bob, room);
    String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);

    try (var probe = TopicProbe.of(bootstrap, "chat.user.v1")) {
      var asked = bob.post("/api/chat/erasures", Map.of("userId", "bob"));
      asked.then().statusCode(202).header("Location", org.hamcrest.Matchers.notNullValue());
      CONTRACT.assertBodySatisfiesSchema("erasure", asked.asByteArray());
      awaitDone(bob, asked.path("id"));
      Patience.await("USER_ERASED")
          .until(
              () ->
                  probe.events("erasures").stream()
                      .anyMatch(event -> event.type().equals("USER_ERASED")));
    }

    JsonPath messages = alice.messages(room, "limit", 200);
    assertThat(messages.getList("items.message")).containsOnly("", "Of @bob").hasSize(62);
    assertThat(messages.getList("items.user.lastName")).doesNotContain("Family-bob");
    assertThat(messages.getList("items.find { it.id == '" + ofAlice + "' }.reactions[0].users"))
        .containsExactly("alice");
    assertThat(alice.messages(left).getList("items.message")).containsOnly("");
    assertThat(alice.messages(direct).getList("items.message")).containsOnly("");
    assertThat(alice.get("/api/chat/rooms/" + room).jsonPath().getString("role"))
        .isEqualTo("owner");
    assertThat(alice.get("/api/chat/rooms/" + room + "/members").jsonPath().getList("items"))
        .hasSize(1);
    alice.get("/api/chat/attachments/" + file).then().statusCode(404);
    assertThat(
            sql.number("select count(*) from chat_message_versions where message like '%secret%'"))
        .isZero();
    bob.get("/api/chat/rooms").then().statusCode(200).body("items.size()", equalTo(0));
    assertThat(
            sql.number(
                "select count(*) from chat_users where workspace = 'erasures' and user_id = 'bob' and last_name is not null"))
        .as("what a token says later is not stored")
        .isZero();
  }

  @Test
  void shouldLeaveMessagesOfNobody() {
    ChatApi alice = named("alice", "anonyms");
    ChatApi bob = named("bob", "anonyms");
    String room = alice.group("bob");
    bob.say(room, "Useful");

    String id =
        admin("anonyms")
            .post("/api/chat/erasures", Map.of("userId", "bob", "messages", "anonymise"))
            .path("id");
    awaitDone(admin("anonyms"), id);

    JsonPath message = alice.messages(room);
    assertThat(message.getString("items[0].message")).isEqualTo("Useful");
    assertThat(message.getString("items[0].userId")).startsWith("erased-");
    assertThat(message.getString("items[0].user.lastName")).isNull();
  }

  /** Invitations go, a ban stays without its reason, and what others need names nobody. */
  @Test
  void shouldLeaveNoTraceOfWhoAndWhy() {
    ChatApi alice = named("alice", "traces");
    ChatApi bob = named("bob", "traces");
    ChatApi carol = named("carol", "traces");
    String room =
        alice.open("group", "name", "Traces", "members", List.of("bob", "carol")).path("id");
    String asking = alice.group("carol");
    String bobs = bob.group("carol");
    String invitations = "/api/chat/rooms/%s/invitations";
    alice.post(invitations.formatted(asking), Map.of("userId", "bob")).then().statusCode(201);
    bob.post(invitations.formatted(bobs), Map.of("userId", "dave")).then().statusCode(201);
    String reported = bob.say(room, "Rude").getFirst();
    carol.post(
        "/api/chat/messages/" + reported + "/reports", Map.of("reason", "abuse", "note", "x"));
    String fine = carol.say(room, "Fine").getFirst();
    bob.post(
        "/api/chat/messages/" + fine + "/reports", Map.of("reason", "spam", "note", "My words"));
    alice
        .request()
        .body(Map.of("reason", "bob is rude"))
        .put("/api/chat/rooms/{id}/bans/bob", room)
        .then()
        .statusCode(200);
    String id = admin("traces").post("/api/chat/erasures", Map.of("userId", "bob")).path("id");
    awaitDone(admin("traces"), id);

    String nobody = "erased-" + id;
    JsonPath reports = admin("traces").get("/api/chat/reports").jsonPath();
    assertThat(reports.getList("items.reporterId")).containsExactlyInAnyOrder("carol", nobody);
    assertThat(reports.getList("items.messageUserId")).containsExactlyInAnyOrder("carol", nobody);
    assertThat(reports.getList("items.note")).containsExactlyInAnyOrder("x", null);
    assertThat(reports.getList("items.messageText")).containsExactlyInAnyOrder("Fine", "");
    JsonPath audit = admin("traces").get("/api/chat/audit").jsonPath();
    assertThat(audit.getList("items.userId")).contains(nobody).doesNotContain("bob");
    assertThat(audit.getList("items.actorId")).contains(nobody, "alice").doesNotContain("bob");
    assertThat(audit.getString("items.details")).doesNotContain("rude");
    JsonPath bans = alice.get("/api/chat/rooms/" + room + "/bans").jsonPath();
    assertThat(bans.getList("items.userId")).containsExactly("bob");
    assertThat(bans.<String>getList("items.reason")).containsOnlyNulls();
    assertThat(
            sql.number(
                "select count(*) from chat_invitations where user_id = 'bob' and workspace = 'traces'"))
        .isZero();
    assertThat(
            named("dave", "traces")
                .get("/api/chat/invitations")
                .jsonPath()
                .getList("items.invitedBy.id"))
        .containsExactly(nobody);
    assertThatThrownBy(
            () -> sql.update("update chat_audit set actor_id = 'x' where workspace = 'traces'"))
        .as("the log stays one that is only added to")
        .isInstanceOf(StoreException.class);
  }

  @Test
  void shouldGoOnWhereAnotherReplicaStopped() {
    ChatApi alice = named("alice", "erasure-stops");
    ChatApi bob = named("bob", "erasure-stops");
    String room = bob.group("alice");
    bob.say(room, "1", "2", "3");
    UUID id = UUID.nameUUIDFromBytes("stopped".getBytes(UTF_8));
    sql.update(
        """
        insert into chat_erasures
               (id, workspace, user_id, messages, status, requested_by, requested_at, due_at,
                place_room_id, place_seq)
        values (?, 'erasure-stops', 'bob', 'erase', 'running', 'root', now(), now(), ?, 2)
        """,
        id,
        UUID.fromString(room));

    awaitDone(admin("erasure-stops"), id.toString());

    assertThat(alice.messages(room).getList("items.message"))
        .as("what was done before is not done again")
        .containsExactly("1", "2", "");
    assertThat(alice.get("/api/chat/rooms/" + room).jsonPath().getInt("memberCount")).isEqualTo(1);
  }

  @Test
  void shouldAskWhoMayHaveWhomForgotten() {
    ChatApi alice = named("alice", "erasure-rights");
    ChatApi bob = named("bob", "erasure-rights");
    bob.post("/api/chat/erasures", Map.of("userId", "alice")).then().statusCode(403);
    bob.post("/api/chat/erasures", Map.of()).then().statusCode(400);
    bob.post("/api/chat/erasures", Map.of("userId", "bob", "messages", "x")).then().statusCode(400);
    bob.get("/api/chat/erasures").then().statusCode(403);
    String id =
        admin("erasure-rights").post("/api/chat/erasures", Map.of("userId", "alice")).path("id");
    bob.get("/api/chat/erasures/" + id).then().statusCode(404);
    alice.get("/api/chat/erasures/" + id).then().statusCode(200);
    admin("erasure-other").get("/api/chat/erasures/" + id).then().statusCode(404);
    var page = admin("erasure-rights").get("/api/chat/erasures");
    CONTRACT.assertBodySatisfiesSchema("erasure-page", page.asByteArray());
    assertThat(page.jsonPath().getList("items.userId")).containsExactly("alice");
  }

  @Test
  void shouldGiveEverythingThatIsStored() throws IOException {
    ChatApi bob = named("bob", "exports");
    ChatApi alice = named("alice", "exports");
    String room = bob.group("alice");
    String first = bob.say(room, "Grüße 上海").getFirst();
    bob.edit(first, "Edited");
    String other = alice.say(room, "Not of bob").getFirst();
    bob.react(other, "👍");
    attach(bob, room);
    bob.post("/api/chat/messages/" + other + "/reports", Map.of("reason", "spam", "note", "Seen"));
    bob.post("/api/chat/rooms/" + room + "/invitations", Map.of("userId", "dave"));

    alice.get("/api/chat/users/bob/export").then().statusCode(404);
    Map<String, String> files =
        unzip(bob.get("/api/chat/users/bob/export").then().statusCode(200).extract().asByteArray());

    assertThat(files.get("profile.json")).contains("Family-bob");
    assertThat(files.get("memberships.ndjson")).contains(room).contains("owner");
    assertThat(files.get("messages.ndjson"))
        .contains("Edited", "A secret file")
        .doesNotContain("Not of bob");
    assertThat(files.get("versions.ndjson")).contains("Grüße 上海");
    assertThat(files.get("reactions.ndjson")).contains("👍");
    assertThat(files.get("reports.ndjson")).contains("Seen");
    assertThat(files.get("invitations.ndjson")).contains("dave");
    assertThat(files.get("attachments.ndjson")).contains("a.txt");
    assertThat(files.entrySet())
        .anyMatch(e -> e.getKey().endsWith("/a.txt") && e.getValue().equals("A note"));
    assertThat(unzip(admin("exports").get("/api/chat/users/bob/export").asByteArray()).keySet())
        .isEqualTo(files.keySet());
    assertThat(sql.number("select count(*) from chat_exports where workspace = 'exports'"))
        .isEqualTo(2);
  }

  private static Map<String, String> unzip(byte[] archive) throws IOException {
    var files = new TreeMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }
}
