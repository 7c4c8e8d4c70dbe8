package dev.tidings.chat.attachment;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** R-C6: files that come with messages. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class AttachmentTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final byte[] NOTE = "A note".getBytes(UTF_8);

  @Inject Sql sql;
  @Inject AttachmentCleanup cleanup;
  @Inject AttachmentConfig config;

  private static String reserve(ChatApi who, String name, long size) {
    return who.post("/api/chat/attachments", Map.of("name", name, "size", size))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Response upload(ChatApi who, String id, byte[] content) {
    return who.request()
        .contentType("application/octet-stream")
        .body(content)
        .put("/api/chat/attachments/{id}/content", id);
  }

  private static String uploaded(ChatApi who, String name, byte[] content) {
    String id = reserve(who, name, content.length);
    upload(who, id, content).then().statusCode(200);
    return id;
  }

  private static Response send(ChatApi who, String room, String clientId, String... attachments) {
    return who.post(
        "/api/chat/messages",
        Map.of(
            "roomId",
            room,
            "message",
            "",
            "clientMessageId",
            clientId,
            "attachments",
            List.of(attachments)));
  }

  private static String content(String id) {
    return "/api/chat/attachments/" + id + "/content";
  }

  @Test
  void shouldBringAFileToTheMembersOfARoomAndToNobodyElse() {
    ChatApi alice = ChatApi.as("alice", "files");
    ChatApi bob = ChatApi.as("bob", "files");
    String room = alice.group("bob");
    String id = uploaded(alice, "Größe.txt", NOTE);
    bob.get(content(id)).then().statusCode(404);

    Response sent = send(alice, room, "c-1", id);

    sent.then().statusCode(201);
    CONTRACT.assertBodySatisfiesSchema("message", sent.asByteArray());
    Response download = bob.get(content(id));
    assertThat(download.asByteArray()).isEqualTo(NOTE);
    assertThat(download.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(download.header("Content-Disposition"))
        .startsWith("attachment;")
        .endsWith("filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt");
    assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(download.header("Content-Security-Policy")).contains("sandbox");
    assertThat(download.header("Cache-Control")).contains("private", "immutable");
    bob.request()
        .header("If-None-Match", download.header("ETag"))
        .get(content(id))
        .then()
        .statusCode(304);
    ChatApi.as("eve", "files").get(content(id)).then().statusCode(404);
    ChatApi.as("bob", "files-2").get(content(id)).then().statusCode(404);
    given().get(content(id)).then().statusCode(401);
    alice.remove(room, "bob");
    bob.get(content(id)).then().statusCode(404);
  }

  @Test
  void shouldGiveRanges() {
    ChatApi alice = ChatApi.as("alice", "file-ranges");
    String id = uploaded(alice, "a.txt", NOTE);
    Response part = alice.request().header("Range", "bytes=2-3").get(content(id));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.asString()).isEqualTo("no");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-3/6");
    assertThat(part.header("Content-Length")).isEqualTo("2");
    alice
        .request()
        .header("Range", "bytes=9-")
        .get(content(id))
        .then()
        .statusCode(416)
        .header("Content-Range", equalTo("bytes */6"));
    alice
        .request()
        .header("Range", "bytes=2-3")
        .header("If-Range", "\"other\"")
        .get(content(id))
        .then()
        .statusCode(200);
  }

  @Test
  void shouldTakeExactlyWhatWasReserved() {
    ChatApi alice = ChatApi.as("alice", "file-sizes");
    String id = reserve(alice, "a.txt", NOTE.length);
    upload(alice, id, "A".getBytes(UTF_8))
        .then()
        .statusCode(422)
        .body("code", equalTo("content-mismatch"));
    upload(alice, id, new byte[7]).then().statusCode(413);
    alice.get(content(id)).then().statusCode(404);
    upload(ChatApi.as("bob", "file-sizes"), id, NOTE).then().statusCode(404);
    upload(alice, id, NOTE).then().statusCode(200).body("complete", equalTo(true));
    upload(alice, id, NOTE).then().statusCode(200).header("Idempotency-Replayed", "true");
    upload(alice, id, "B note".getBytes(UTF_8)).then().statusCode(422);
    assertThat(alice.get(content(id)).asByteArray()).isEqualTo(NOTE);

    String sure =
        alice
            .post("/api/chat/attachments", Map.of("name", "a", "size", 6, "sha256", "0".repeat(64)))
            .path("id");
    upload(alice, sure, NOTE).then().statusCode(422);
    for (var bad :
        List.of(
            Map.of("name", "", "size", 6),
            Map.of("name", "a", "size", 0),
            Map.of("name", "a"),
            Map.of("name", "a", "size", 6, "sha256", "x"))) {
      alice.post("/api/chat/attachments", bad).then().statusCode(400);
    }
    alice
        .post("/api/chat/attachments", Map.of("name", "a", "size", 1L << 40))
        .then()
        .statusCode(413);
    alice
        .post("/api/chat/attachments", Map.of("name", "a".repeat(2 << 20), "size", 1))
        .then()
        .statusCode(413);
  }

  @Test
  void shouldTakeEightMegabytes() {
    ChatApi alice = ChatApi.as("alice", "file-large");
    byte[] large = new byte[8 << 20];
    large[large.length - 1] = 7;
    String id = uploaded(alice, "large.bin", large);
    assertThat(alice.get(content(id)).asByteArray()).isEqualTo(large);
  }

  @Test
  void shouldGiveAnAttachmentToOneMessageOnly() throws Exception {
    ChatApi alice = ChatApi.as("alice", "file-once");
    String room = alice.group("bob");
    String id = uploaded(alice, "a.txt", NOTE);
    String empty = reserve(alice, "a.txt", 6);
    String ofBob = uploaded(ChatApi.as("bob", "file-once"), "a.txt", NOTE);
    for (String bad : List.of(empty, ofBob, "x", new UUID(1, 1).toString())) {
      send(alice, room, "bad-" + bad, id, bad)
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/attachments/1"));
    }
    send(alice, room, "twice", id, id).then().statusCode(400);

    var attempts = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 4; i++) {
      String clientId = "c-" + i;
      attempts.add(() -> send(alice, room, clientId, id).statusCode());
    }
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var attempt : threads.invokeAll(attempts)) {
        statuses.add(attempt.get());
      }
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 400, 400, 400);
    List<String> sent = alice.messages(room).getList("items.clientMessageId");
    assertThat(sent).hasSize(1);
    send(alice, room, sent.getFirst(), id)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true");
    send(alice, room, sent.getFirst()).then().statusCode(400);
    send(ChatApi.as("eve", "file-once"), room, "c-9", id).then().statusCode(404);
  }

  @Test
  void shouldMakeAThumbnailAndTellTheRoom() {
    ChatApi alice = ChatApi.as("alice", "file-pictures");
    String room = alice.group("bob");
    try (var events = RoomEvents.of("file-pictures")) {
      String id = uploaded(alice, "photo.png", Pictures.turned(1200, 800));
      String message = send(alice, room, "c-1", id).path("id");

      Patience.await("the thumbnail")
          .until(() -> alice.message(message).getBoolean("attachments[0].thumbnail"));

      assertThat(alice.message(message).getString("attachments[0].type")).isEqualTo("image/jpeg");
      assertThat(alice.message(message).getInt("attachments[0].width")).isEqualTo(800);
      Response picture = alice.get("/api/chat/attachments/" + id + "/thumbnail");
      assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(picture.header("Content-Disposition")).startsWith("inline");
      assertThat(new String(picture.asByteArray(), UTF_8)).doesNotContain("GPS");
      Patience.await("that it is told, with the message if the picture was quicker")
          .until(
              () ->
                  events.all(room).stream()
                      .filter(told -> told.data().has("attachments"))
                      .anyMatch(
                          told ->
                              told.data()
                                  .get("attachments")
                                  .path(0)
                                  .path("thumbnail")
                                  .asBoolean()));
      assertThat(alice.get(content(id)).header("Content-Disposition")).startsWith("inline");
    }
  }

  @Test
  void shouldShowNothingThatCouldRun() {
    ChatApi alice = ChatApi.as("alice", "file-polyglots");
    byte[] html = "<html><script>alert(1)</script></html>".getBytes(UTF_8);
    byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".getBytes(UTF_8);
    for (byte[] bad : List.of(html, svg)) {
      Response answer = alice.get(content(uploaded(alice, "x.png", bad)));
      assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
      assertThat(answer.header("Content-Disposition")).startsWith("attachment");
    }
    Response both =
        alice.get(
            content(uploaded(alice, "x.html", Pictures.joined(Pictures.of("gif", 2, 2), html))));
    assertThat(both.header("Content-Type")).isEqualTo("image/gif");
    assertThat(both.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(both.header("Content-Security-Policy")).contains("sandbox");
  }

  @Test
  void shouldDestroyWhatBelongsToNothingAnyMore() throws Exception {
    ChatApi alice = ChatApi.as("alice", "file-ends");
    String room = alice.group("bob");
    String kept = uploaded(alice, "kept.txt", NOTE);
    String deleted = uploaded(alice, "deleted.txt", NOTE);
    String unused = uploaded(alice, "unused.txt", NOTE);
    String fresh = uploaded(alice, "fresh.txt", NOTE);
    String forgotten = uploaded(alice, "forgotten.txt", NOTE);
    send(alice, room, "c-1", kept).then().statusCode(201);
    String message = send(alice, room, "c-2", deleted).path("id");
    sql.update(
        "update chat_attachments set created_at = now() - interval '2 days' where id in (?, ?)",
        UUID.fromString(kept),
        UUID.fromString(unused));
    Path orphan =
        Files.createDirectories(config.directory().resolve("contents/00"))
            .resolve(UUID.nameUUIDFromBytes(NOTE) + "-00000000000000ff");
    Files.write(orphan, NOTE);
    Path foreign = Files.write(orphan.resolveSibling("README"), NOTE);
    for (Path old : List.of(orphan, foreign)) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    }

    alice.deleteMessage(message).then().statusCode(204);
    alice.get(content(deleted)).then().statusCode(404);
    alice.delete("/api/chat/attachments/" + forgotten).then().statusCode(204);
    alice.delete("/api/chat/attachments/" + kept).then().statusCode(204);
    cleanup.clean();
    cleanup.searchOrphans();

    assertThat(alice.message(message).getList("attachments")).isEmpty();
    for (String gone : List.of(deleted, unused, forgotten)) {
      alice.get("/api/chat/attachments/" + gone).then().statusCode(404);
      assertThat(files(gone)).isEmpty();
    }
    for (String there : List.of(kept, fresh)) {
      assertThat(alice.get(content(there)).asByteArray()).isEqualTo(NOTE);
    }
    assertThat(orphan).doesNotExist();
    assertThat(foreign).exists();
    assertThat(
            sql.number(
                "select bytes from chat_attachment_usage where workspace = ? and user_id = ''",
                "file-ends"))
        .isEqualTo(2 * NOTE.length);
  }

  private List<Path> files(String id) throws Exception {
    try (var files = Files.walk(config.directory().resolve("contents"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(id)).toList();
    }
  }

  @Test
  void shouldStoreOfAPhotographOnlyThePicture() {
    ChatApi alice = ChatApi.as("alice", "file-metadata");
    byte[] photo = Pictures.turned(64, 48);
    String id = reserve(alice, "photo.jpg", photo.length);

    Response uploaded = upload(alice, id, photo);

    uploaded.then().statusCode(200).body("width", equalTo(48)).body("height", equalTo(64));
    byte[] stored = alice.get(content(id)).asByteArray();
    assertThat(new String(stored, UTF_8)).doesNotContain("GPS");
    assertThat(uploaded.jsonPath().getInt("size"))
        .isEqualTo(stored.length)
        .isLessThan(photo.length);
    assertThat(
            sql.number(
                "select bytes from chat_attachment_usage where workspace = 'file-metadata' and user_id = ''"))
        .isEqualTo(stored.length);
    upload(alice, id, photo).then().statusCode(200).header("Idempotency-Replayed", "true");
    upload(alice, id, new byte[photo.length]).then().statusCode(422);
  }

  @Test
  void shouldGiveLinksThatNeedNoToken() {
    ChatApi alice = ChatApi.as("alice", "file-links");
    ChatApi bob = ChatApi.as("bob", "file-links");
    String room = alice.group("bob");
    String note = uploaded(alice, "a.txt", NOTE);
    String picture = uploaded(alice, "photo.png", Pictures.of("png", 40, 20));
    String message = send(alice, room, "c-1", note, picture).path("id");
    Patience.await("the thumbnail")
        .until(() -> alice.message(message).getBoolean("attachments[1].thumbnail"));
    String query =
        "/api/chat/attachments/links?id=" + note + "&id=" + picture + "&id=" + new UUID(1, 1);

    Response links = bob.get(query);

    CONTRACT.assertBodySatisfiesSchema("attachment-links", links.asByteArray());
    assertThat(links.jsonPath().getList("items.id")).containsExactlyInAnyOrder(note, picture);
    assertThat(ChatApi.as("eve", "file-links").get(query).jsonPath().getList("items")).isEmpty();
    alice.get("/api/chat/attachments/links").then().statusCode(400);
    String url = links.path("items.find { it.id == '" + note + "' }.url");
    Response file = given().get(url);
    assertThat(file.asByteArray()).isEqualTo(NOTE);
    assertThat(file.header("Cache-Control")).startsWith("private, max-age=");
    assertThat(file.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(file.header("Content-Security-Policy")).contains("sandbox");
    given().header("Range", "bytes=0-0").get(url).then().statusCode(206);
    String thumbnail = links.path("items.find { it.id == '" + picture + "' }.thumbnailUrl");
    given().get(thumbnail).then().statusCode(200).header("Content-Type", "image/jpeg");
    given().get(url + "x").then().statusCode(404);
    given().get("/api/chat/files/x").then().statusCode(404);

    alice.remove(room, "bob");
    given().get(url).then().statusCode(404);
  }

  @Test
  void shouldKeepToTheQuota() {
    ChatApi alice = ChatApi.as("alice", "file-quota");
    sql.update(
        "insert into chat_attachment_usage (workspace, user_id, bytes) values (?, ?, ?)",
        "file-quota",
        "alice",
        config.quotaPerUser().asLongValue() - 10);
    reserve(alice, "a", 10);
    alice
        .post("/api/chat/attachments", Map.of("name", "a", "size", 1))
        .then()
        .statusCode(409)
        .body("code", equalTo("quota-exceeded"));
    reserve(ChatApi.as("bob", "file-quota"), "a", 1);
  }
}
