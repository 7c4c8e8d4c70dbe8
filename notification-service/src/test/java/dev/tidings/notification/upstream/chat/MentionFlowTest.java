package dev.tidings.notification.upstream.chat;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R-N1, R-N6: chat-service's example record becomes a stored notification, pushed, listed and
 * marked read. Each test publishes it into a workspace of its own.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class MentionFlowTest {

  private static final String PUSHED = "notification.user.v1";
  private static final String DEAD_LETTERS = "chat.room.v1.notification-service.dlq";
  private static final EventIds IDS = EventIds.uuidV7();

  @Inject MeterRegistry metrics;
  @Inject Sql sql;

  private final ContractExamples contract = ContractExamples.of("notification-service");
  private final EventExample mention =
      ContractExamples.of("chat-service").events("MESSAGE_RECEIVED").stream()
          .filter(example -> !example.data().path("mentions").isEmpty())
          .findFirst()
          .orElseThrow();
  private final String workspace = "flow-" + IDS.next();
  private TopicProbe kafka;

  @BeforeEach
  void watch() {
    kafka =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            PUSHED,
            DEAD_LETTERS);
  }

  @AfterEach
  void stopWatching() {
    kafka.close();
  }

  @Test
  void shouldNotifyOfAMentionAndMarkItRead() throws IOException {
    publish(IDS.next(), data -> {});

    CloudEvent pushed = kafka.awaitEvent(workspace, "user:bob", "NOTIFICATION");
    contract.assertEventSatisfiesSchema("NOTIFICATION", pushed.data());
    JsonNode notification = Json.mapper().readTree(pushed.data());
    assertThat(pushed.subject()).isEqualTo("notification:" + notification.path("id").asText());
    assertThat(notification.path("type").asText()).isEqualTo("chat_mention");
    assertThat(notification.path("title").asText()).isEqualTo("Alice Moreau mentioned you");
    assertThat(notification.path("body").asText())
        .isEqualTo("Hello @bob, is the <launch> page ready? Thanks");
    assertThat(notification.path("data").path("roomId")).isEqualTo(mention.data().path("roomId"));
    assertThat(notification.path("data").path("messageId")).isEqualTo(mention.data().path("id"));
    assertThat(notification.path("data").path("seq").asLong()).isEqualTo(1);
    awaitPushed("user:bob", "NOTIFICATION", "UNREAD_COUNT 1");

    byte[] page = asUser("bob").get("/api/notifications").asByteArray();
    contract.assertBodySatisfiesSchema("notification-page", page);
    assertThat(Json.mapper().readTree(page).path("items").path(0)).isEqualTo(notification);
    asUser("bob")
        .get("/api/notifications/unread-count")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));

    String read = "/api/notifications/" + notification.path("id").asText() + "/read";
    byte[] answer = asUser("bob").post(read).then().statusCode(200).extract().asByteArray();
    contract.assertBodySatisfiesSchema("notification", answer);
    String readAt = asUser("bob").post(read).then().statusCode(200).extract().path("readAt");

    assertThat(readAt).isEqualTo(Json.mapper().readTree(answer).path("readAt").asText());
    awaitPushed(
        "user:bob",
        "NOTIFICATION",
        "UNREAD_COUNT 1",
        "NOTIFICATIONS_READ " + notification.path("id").asText(),
        "UNREAD_COUNT 0");
    asUser("bob").get("/api/notifications?unread=true").then().body("items", empty());
    asUser("bob").get("/api/notifications").then().body("items[0].readAt", notNullValue());
  }

  @Test
  void shouldNotifyOncePerMessageHoweverOftenItComes() {
    String eventId = IDS.next();
    publish(eventId, data -> {});
    publish(eventId, data -> {});
    publish(IDS.next(), data -> data.put("message", "Hello again @bob"));
    publish(IDS.next(), data -> data.put("id", IDS.next()));

    awaitPushed("user:bob", "NOTIFICATION", "UNREAD_COUNT 1", "NOTIFICATION", "UNREAD_COUNT 2");

    asUser("bob").get("/api/notifications").then().body("items", hasSize(2));
  }

  /**
   * Most messages are for nobody in particular; to remember each would cost more than to read it.
   */
  @Test
  void shouldRememberOnlyWhatIsForSomebody() {
    String forNobody = IDS.next();
    String forBob = IDS.next();
    publish(forNobody, data -> data.withArray("mentions").removeAll());
    publish(forBob, data -> {});
    publish(forNobody, data -> data.withArray("mentions").removeAll());
    publish(forBob, data -> {});
    publish(IDS.next(), data -> data.put("id", IDS.next()));

    awaitPushed("user:bob", "NOTIFICATION", "UNREAD_COUNT 1", "NOTIFICATION", "UNREAD_COUNT 2");

    assertThat(
            sql.list(
                "select event_id from inbox where event_id = any (?)",
                row -> row.getString(1),
                List.of(forNobody, forBob)))
        .containsExactly(forBob);
  }

  @Test
  void shouldNotifyEverybodyMentionedButTheAuthor() {
    publish(
        IDS.next(),
        data -> data.withArray("mentions").removeAll().add("carol").add("alice").add("bob"));

    kafka.awaitEvent(workspace, "user:bob", "UNREAD_COUNT");
    kafka.awaitEvent(workspace, "user:carol", "UNREAD_COUNT");

    assertThat(pushed("user:alice")).isEmpty();
    asUser("alice").get("/api/notifications").then().body("items", empty());
    asUser("carol").get("/api/notifications/unread-count").then().body("count", equalTo(1));
  }

  /** R-C5: {@code @room} is for all who are in the room at that point of its log. */
  @Test
  void shouldNotifyEverybodyInTheRoom() {
    tell("ROOM_CREATED", null, "[\"alice\",\"bob\",\"carol\",\"dave\"]");
    tell("MEMBER_JOINED", "user:erin", null);
    tell("MEMBER_LEFT", "user:dave", null);
    publish(
        IDS.next(),
        data -> {
          data.withArray("mentions").removeAll().add("bob");
          data.put("mentionsRoom", "room").put("id", IDS.next());
        });

    for (String user : List.of("bob", "carol", "erin")) {
      kafka.awaitEvent(workspace, "user:" + user, "UNREAD_COUNT");
    }
    asUser("bob")
        .get("/api/notifications")
        .then()
        .body("items.title", contains("Alice Moreau mentioned you"));
    asUser("erin")
        .get("/api/notifications")
        .then()
        .body("items.title", contains("Alice Moreau mentioned everybody"));
    tell("ROOM_DELETED", null, null);
    publish(
        IDS.next(),
        data -> {
          data.withArray("mentions").removeAll().add("bob");
          data.put("mentionsRoom", "here").put("id", IDS.next());
        });
    awaitPushed("user:bob", "NOTIFICATION", "UNREAD_COUNT 1", "NOTIFICATION", "UNREAD_COUNT 2");
    assertThat(pushed("user:alice")).isEmpty();
    assertThat(pushed("user:dave")).isEmpty();
    assertThat(pushed("user:carol")).containsExactly("NOTIFICATION", "UNREAD_COUNT 1");
  }

  @Test
  void shouldNotifyARoomAtOnceUpToItsLimit() {
    tell("ROOM_CREATED", null, people(500));
    publish(IDS.next(), data -> data.put("mentionsRoom", "room").put("id", IDS.next()));
    kafka.awaitEvent(workspace, "user:user-499", "UNREAD_COUNT");
    await()
        .until(
            () ->
                kafka.events(workspace).stream()
                        .filter(event -> event.type().equals("NOTIFICATION"))
                        .count()
                    == 501);

    tell("MEMBER_JOINED", "user:one-too-many", null);
    publish(IDS.next(), data -> data.put("mentionsRoom", "room").put("id", IDS.next()));
    awaitPushed("user:bob", "NOTIFICATION", "UNREAD_COUNT 1", "NOTIFICATION", "UNREAD_COUNT 2");
    assertThat(pushed("user:user-0")).containsExactly("NOTIFICATION", "UNREAD_COUNT 1");
  }

  private static String people(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"user-" + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void shouldMarkAllRead() {
    for (int i = 0; i < 3; i++) {
      publish(IDS.next(), data -> data.put("id", IDS.next()));
    }
    await().until(() -> pushed("user:bob").size() == 6);
    String newest = asUser("bob").get("/api/notifications").path("items[0].id");

    asUser("bob")
        .post("/api/notifications/mark-all-read")
        .then()
        .statusCode(200)
        .body("count", equalTo(0));
    asUser("bob").post("/api/notifications/mark-all-read").then().statusCode(200);
    publish(IDS.next(), data -> data.put("id", IDS.next()));

    awaitPushed(
        "user:bob",
        "NOTIFICATION",
        "UNREAD_COUNT 1",
        "NOTIFICATION",
        "UNREAD_COUNT 2",
        "NOTIFICATION",
        "UNREAD_COUNT 3",
        "NOTIFICATIONS_READ all up to " + newest,
        "UNREAD_COUNT 0",
        "NOTIFICATION",
        "UNREAD_COUNT 1");
    kafka.events(workspace).stream()
        .filter(event -> event.type().equals("NOTIFICATIONS_READ"))
        .forEach(event -> contract.assertEventSatisfiesSchema("NOTIFICATIONS_READ", event.data()));
  }

  @Test
  void shouldPutPoisonAsideSkipTheUnknownAndGoOn() {
    double skippedBefore = skipped();
    ObjectNode poison = mention.data().deepCopy();
    poison.putObject("mentions");
    publish(IDS.next(), "MESSAGE_RECEIVED", poison);
    publish(IDS.next(), "SOMETHING_NEW", mention.data());
    publish(IDS.next(), data -> data.put("somethingNew", 1));

    kafka.awaitEvent(workspace, "user:bob", "NOTIFICATION");
    var letter =
        kafka.await(
            "the dead letter",
            record ->
                record.topic().equals(DEAD_LETTERS)
                    && new String(record.key(), UTF_8).startsWith(workspace + "/"));

    assertThat(letter.value()).isEqualTo(poison.toString().getBytes(UTF_8));
    assertThat(new String(letter.headers().lastHeader("reason").value(), UTF_8))
        .contains("MESSAGE_RECEIVED");
    assertThat(new String(letter.headers().lastHeader("dlq-topic").value(), UTF_8))
        .isEqualTo("chat.room.v1");
    awaitPushed("user:bob", "NOTIFICATION", "UNREAD_COUNT 1");
    assertThat(skipped()).as("others may publish as well").isGreaterThan(skippedBefore);
  }

  /** R-X3: what the caller may not see answers 404. */
  @Test
  void shouldShowNothingToOthers() {
    publish(IDS.next(), data -> {});
    kafka.awaitEvent(workspace, "user:bob", "NOTIFICATION");
    String id = asUser("bob").get("/api/notifications").path("items[0].id");

    for (RequestSpecification other :
        List.of(
            asUser("carol"), given().auth().oauth2(Tokens.token("bob", "other-" + workspace)))) {
      other.get("/api/notifications").then().body("items", empty());
      other.get("/api/notifications/unread-count").then().body("count", equalTo(0));
      other
          .post("/api/notifications/" + id + "/read")
          .then()
          .statusCode(404)
          .body("code", equalTo("not-found"));
      other.post("/api/notifications/mark-all-read").then().body("count", equalTo(0));
    }
    given().get("/api/notifications").then().statusCode(401);
    asUser("bob").post("/api/notifications/not-an-id/read").then().statusCode(404);
    asUser("bob").get("/api/notifications/unread-count").then().body("count", equalTo(1));
  }

  @Test
  void shouldPageAndFilterNewestFirst() {
    for (int i = 1; i <= 3; i++) {
      int seq = i;
      publish(IDS.next(), data -> data.put("id", IDS.next()).put("seq", seq));
    }
    await().until(() -> pushed("user:bob").size() == 6);

    String cursor =
        asUser("bob")
            .get("/api/notifications?limit=2&type=chat_mention")
            .then()
            .body("items.data.seq", contains(3, 2))
            .extract()
            .path("nextCursor");
    asUser("bob")
        .queryParam("cursor", cursor)
        .get("/api/notifications?limit=2")
        .then()
        .body("items.data.seq", contains(1))
        .body("nextCursor", nullValue());
    asUser("bob").get("/api/notifications?type=other").then().body("items", empty());
    asUser("bob")
        .get("/api/notifications?limit=0")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"));
  }

  /** What the room's log says of who is in it, by headers alone. */
  private void tell(String type, String subject, String members) {
    var headers = new HashMap<>(mention.headers());
    headers.remove("ce_subject");
    if (subject != null) {
      headers.put("ce_subject", subject);
    }
    if (members != null) {
      headers.put("ce_members", members);
    }
    publish(IDS.next(), type, headers, JsonNodeFactory.instance.objectNode().put("kind", "group"));
  }

  private void publish(String eventId, Consumer<ObjectNode> change) {
    ObjectNode data = mention.data().deepCopy();
    change.accept(data);
    publish(eventId, "MESSAGE_RECEIVED", data);
  }

  private void publish(String eventId, String type, JsonNode data) {
    publish(eventId, type, new HashMap<>(mention.headers()), data);
  }

  private void publish(String eventId, String type, Map<String, String> headers, JsonNode data) {
    headers.put("ce_id", eventId);
    headers.put("ce_type", type);
    headers.put("ce_workspaceid", workspace);
    kafka.publish(
        mention.topic(),
        mention.key().replaceFirst("^[^/]+", workspace),
        headers,
        data.toString().getBytes(UTF_8));
  }

  private double skipped() {
    return metrics.counter("tidings.upstream.skipped", "producer", "chat-service").count();
  }

  private RequestSpecification asUser(String user) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private void awaitPushed(String channel, String... events) {
    await().untilAsserted(() -> assertThat(pushed(channel)).containsExactly(events));
  }

  /** What was pushed to a channel, in short. */
  private List<String> pushed(String channel) {
    return kafka.events(workspace).stream()
        .filter(event -> event.channel().value().equals(channel))
        .map(MentionFlowTest::inShort)
        .toList();
  }

  private static String inShort(CloudEvent event) {
    try {
      JsonNode data = Json.mapper().readTree(event.data());
      return switch (event.type()) {
        case "UNREAD_COUNT" -> "UNREAD_COUNT " + data.path("count").asLong();
        case "NOTIFICATIONS_READ" ->
            "NOTIFICATIONS_READ "
                + (data.path("all").asBoolean()
                    ? "all up to " + data.path("upTo").asText()
                    : data.path("ids").path(0).asText());
        default -> event.type();
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
