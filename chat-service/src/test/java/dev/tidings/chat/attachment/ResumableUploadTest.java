package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** R-C6: contents that come in parts, as tus 1.0 has it. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ResumableUploadTest {

  private static final String WORKSPACE = "uploads";
  private static final byte[] CONTENT = new byte[1000];

  static {
    new SplittableRandom(5).nextBytes(CONTENT);
  }

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);

  @Inject Sql sql;
  @Inject AttachmentCleanup cleanup;
  @Inject AttachmentConfig config;

  private String reserve(String sha256) {
    return alice
        .post(
            "/api/chat/attachments",
            Map.of("name", "a.bin", "size", CONTENT.length, "sha256", sha256))
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static String content(String id) {
    return "/api/chat/attachments/" + id + "/content";
  }

  private Response append(String id, long offset, byte[] part) {
    return alice
        .request()
        .contentType("application/offset+octet-stream")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", offset)
        .body(part)
        .patch(content(id));
  }

  private Response head(String id) {
    return alice.request().header("Tus-Resumable", "1.0.0").head(content(id));
  }

  private List<Path> files(String id) throws IOException {
    try (var files = Files.walk(config.directory().resolve("contents"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(id)).toList();
    }
  }

  @Test
  void shouldTakeAContentInParts() throws Exception {
    String id = reserve(sha256(CONTENT));

    assertThat(head(id).header("Upload-Offset")).isEqualTo("0");
    assertThat(head(id).header("Upload-Length")).isEqualTo("1000");
    assertThat(head(id).header("Cache-Control")).contains("no-store");
    append(id, 0, Arrays.copyOf(CONTENT, 400))
        .then()
        .statusCode(204)
        .header("Upload-Offset", "400")
        .header("Tus-Resumable", "1.0.0");
    append(id, 0, Arrays.copyOf(CONTENT, 400))
        .then()
        .statusCode(409)
        .body("code", equalTo("upload-offset-mismatch"));
    append(id, 400, Arrays.copyOfRange(CONTENT, 400, 999)).then().statusCode(204);
    alice.get(content(id)).then().statusCode(404);
    assertThat(head(id).header("Upload-Offset")).isEqualTo("999");
    append(id, 999, new byte[2]).then().statusCode(413);
    append(id, 999, Arrays.copyOfRange(CONTENT, 999, 1000))
        .then()
        .statusCode(204)
        .header("Upload-Offset", "1000");

    assertThat(alice.get(content(id)).asByteArray()).isEqualTo(CONTENT);
    assertThat(head(id).header("Upload-Offset")).isEqualTo("1000");
    assertThat(files(id)).as("the parts are gone").hasSize(1);
    Response described = alice.request().head(content(id));
    assertThat(described.header("Content-Length")).isEqualTo("1000");
    assertThat(described.header("Upload-Offset")).isNull();
  }

  @Test
  void shouldKeepWhatCameBeforeTheConnectionBroke() throws Exception {
    String id = reserve(sha256(CONTENT));
    String head =
        """
        PATCH %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/offset+octet-stream\r
        Tus-Resumable: 1.0.0\r
        Upload-Offset: 0\r
        Content-Length: 1000\r
        \r
        """
            .formatted(content(id), Tokens.token("alice", WORKSPACE));
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().write(CONTENT, 0, 600);
      socket.getOutputStream().flush();
      Patience.await("the part").until(() -> incoming() > 0);
    }

    Patience.await("what came").until(() -> head(id).header("Upload-Offset").equals("600"));
    append(id, 600, Arrays.copyOfRange(CONTENT, 600, 1000)).then().statusCode(204);
    assertThat(alice.get(content(id)).asByteArray()).isEqualTo(CONTENT);
  }

  private long incoming() throws IOException {
    try (var files = Files.list(config.directory().resolve("incoming"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .filter(file -> file.toFile().length() >= 0)
          .count();
    }
  }

  @Test
  void shouldTakeOneOfTwoPartsThatComeAtOnce() throws Exception {
    String id = reserve(sha256(CONTENT));
    Callable<Integer> part = () -> append(id, 0, Arrays.copyOf(CONTENT, 500)).statusCode();
    try (var threads = Executors.newFixedThreadPool(3)) {
      var statuses =
          threads.invokeAll(List.of(part, part, part)).stream()
              .map(done -> done.resultNow())
              .toList();
      assertThat(statuses).containsExactlyInAnyOrder(204, 409, 409);
      Callable<Integer> rest =
          () -> append(id, 500, Arrays.copyOfRange(CONTENT, 500, 1000)).statusCode();
      assertThat(
              threads.invokeAll(List.of(rest, rest)).stream()
                  .map(done -> done.resultNow())
                  .filter(status -> status == 204))
          .isNotEmpty();
    }
    assertThat(alice.get(content(id)).asByteArray()).isEqualTo(CONTENT);
    assertThat(files(id)).hasSize(1);
  }

  @Test
  void shouldBeginAgainIfItIsNotWhatWasAnnounced() throws Exception {
    String id = reserve("0".repeat(64));
    append(id, 0, Arrays.copyOf(CONTENT, 500)).then().statusCode(204);
    append(id, 500, Arrays.copyOfRange(CONTENT, 500, 1000))
        .then()
        .statusCode(422)
        .body("code", equalTo("content-mismatch"));
    assertThat(head(id).header("Upload-Offset")).isEqualTo("0");
    assertThat(files(id)).isEmpty();
  }

  /** All parts are there, and whoever took the last one died before the content was whole. */
  @Test
  void shouldFinishWhatAnotherReplicaBegan() throws Exception {
    String id = reserve(sha256(CONTENT));
    append(id, 0, Arrays.copyOf(CONTENT, 500)).then().statusCode(204);
    Path rest =
        Files.write(
            config.directory().resolve("incoming/rest"), Arrays.copyOfRange(CONTENT, 500, 1000));
    String key = UploadParts.newKey(UUID.fromString(id));
    new LocalStore(config.directory().resolve("contents")).put(key, rest);
    sql.update(
        "insert into chat_attachment_parts (attachment_id, place, size, object_key) values (?, 500, 500, ?)",
        UUID.fromString(id),
        key);

    assertThat(head(id).header("Upload-Offset")).isEqualTo("1000");

    assertThat(alice.get(content(id)).asByteArray()).isEqualTo(CONTENT);
  }

  @Test
  void shouldForgetPartsThatNobodyNeeds() throws Exception {
    String whole = reserve(sha256(CONTENT));
    String unused = reserve(sha256(CONTENT));
    for (String id : List.of(whole, unused)) {
      append(id, 0, Arrays.copyOf(CONTENT, 500)).then().statusCode(204);
      assertThat(files(id)).hasSize(1);
    }
    alice
        .request()
        .contentType("application/octet-stream")
        .body(CONTENT)
        .put(content(whole))
        .then()
        .statusCode(200);
    alice.delete("/api/chat/attachments/" + unused).then().statusCode(204);
    cleanup.clean();
    cleanup.searchOrphans();

    assertThat(files(whole)).hasSize(1);
    assertThat(alice.get(content(whole)).asByteArray()).isEqualTo(CONTENT);
    assertThat(files(unused)).isEmpty();
    assertThat(
            sql.number(
                "select count(*) from chat_attachment_parts where attachment_id in (?, ?)",
                UUID.fromString(whole),
                UUID.fromString(unused)))
        .isZero();
  }

  @Test
  void shouldSpeakTus() throws Exception {
    String id = reserve(sha256(CONTENT));
    alice
        .request()
        .options(content(id))
        .then()
        .statusCode(204)
        .header("Tus-Version", "1.0.0")
        .header("Tus-Max-Size", Long.toString(config.maxSize().asLongValue()));
    alice
        .request()
        .contentType("application/offset+octet-stream")
        .header("Tus-Resumable", "0.2.1")
        .header("Upload-Offset", 0)
        .body(CONTENT)
        .patch(content(id))
        .then()
        .statusCode(412)
        .body("code", equalTo("tus-version-unsupported"));
    alice
        .request()
        .contentType("application/octet-stream")
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Offset", 0)
        .body("x".getBytes(UTF_8))
        .patch(content(id))
        .then()
        .statusCode(415);
    append(id, -1, CONTENT).then().statusCode(400);
    ChatApi bob = ChatApi.as("bob", WORKSPACE);
    bob.request().header("Tus-Resumable", "1.0.0").head(content(id)).then().statusCode(404);
  }
}
