package dev.tidings.notification.upstream;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.presence.PresentPeople;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What presence-service and chat-service tell of people, through Kafka, has its effect. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class PeopleFlowTest {

  private static final EventIds IDS = EventIds.uuidV7();
  private static final String PRESENCE_DEAD_LETTERS = "presence.status.v1.notification-service.dlq";

  @Inject PresentPeople present;

  private final String workspace = "people-" + IDS.next();
  private final RecipientKey bob = new RecipientKey(workspace, "bob");
  private final ContractExamples contract = ContractExamples.of("notification-service");
  private TopicProbe kafka;

  @BeforeEach
  void watch() {
    kafka =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            "notification.user.v1",
            PRESENCE_DEAD_LETTERS);
  }

  @AfterEach
  void stopWatching() {
    kafka.close();
  }

  @Test
  void shouldKnowWhoIsActiveAndInTheWorkspace() {
    presence("bob", "online", "2026-01-31T09:05:00.000Z");
    await().untilAsserted(() -> assertThat(active()).isTrue());
    presence("bob", "away", "2026-01-31T09:04:00.000Z");
    presence("carol", "online", "2026-01-31T09:05:00.000Z");
    await().untilAsserted(() -> assertThat(active(new RecipientKey(workspace, "carol"))).isTrue());
    assertThat(active()).as("what is older changes nothing").isTrue();

    presence("bob", null, "2026-01-31T09:06:00.000Z");
    presence("bob", "offline", "2026-01-31T09:07:00.000Z");
    await().untilAsserted(() -> assertThat(active()).isFalse());
    kafka.await(
        "the dead letter",
        record ->
            record.topic().equals(PRESENCE_DEAD_LETTERS)
                && new String(record.key()).startsWith(workspace + "/"));
    broadcast();
    as("bob").get("/api/notifications/unread-count").then().body("count", equalTo(1));
    as("nobody").get("/api/notifications/unread-count").then().body("count", equalTo(0));
  }

  @Test
  void shouldTellEverybodyOnTheWorkspacesChannel() throws Exception {
    as("bob").get("/api/notifications").then().statusCode(200);
    String id = broadcast();

    CloudEvent pushed = kafka.awaitEvent(workspace, "workspace", "NOTIFICATION");
    contract.assertEventSatisfiesSchema("NOTIFICATION", pushed.data());
    var data = Json.mapper().readTree(pushed.data());
    assertThat(data.path("id").asText()).isEqualTo(id);
    assertThat(data.path("broadcast").asLong()).isEqualTo(1);
    byte[] page = as("bob").get("/api/notifications").asByteArray();
    contract.assertBodySatisfiesSchema("notification-page", page);
    assertThat(Json.mapper().readTree(page).path("items").path(0)).isEqualTo(data);
    byte[] count = as("bob").get("/api/notifications/unread-count").asByteArray();
    contract.assertBodySatisfiesSchema("unread-count", count);
    assertThat(Json.mapper().readTree(count).path("broadcastsThrough").asLong()).isEqualTo(1);

    byte[] changed =
        as("bob")
            .contentType(ContentType.JSON)
            .body("{\"ids\": [\"" + id + "\"], \"state\": \"archived\"}")
            .patch("/api/notifications")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    contract.assertBodySatisfiesSchema("changed-notifications", changed);
    contract.assertEventSatisfiesSchema(
        "NOTIFICATIONS_UPDATED",
        kafka.awaitEvent(workspace, "user:bob", "NOTIFICATIONS_UPDATED").data());
    contract.assertEventSatisfiesSchema(
        "UNREAD_COUNT", kafka.awaitEvent(workspace, "user:bob", "UNREAD_COUNT").data());
    byte[] deleted = as("bob").delete("/api/notifications?id=" + id).asByteArray();
    contract.assertBodySatisfiesSchema("deleted-notifications", deleted);
    asAdmin().delete("/api/notifications/broadcasts/" + id).then().statusCode(204);
    contract.assertEventSatisfiesSchema(
        "NOTIFICATIONS_DELETED",
        kafka.awaitEvent(workspace, "workspace", "NOTIFICATIONS_DELETED").data());
  }

  @Test
  void shouldForgetWhomChatHasForgotten() throws Exception {
    as("bob")
        .contentType(ContentType.JSON)
        .body("{\"zone\": \"Europe/Berlin\"}")
        .put("/api/notifications/preferences")
        .then()
        .statusCode(200);
    asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"userIds\": [\"bob\", \"carol\"], \"type\": \"review\", \"title\": \"To both\"}")
        .post("/api/notifications")
        .then()
        .statusCode(201);
    for (String who : List.of("bob", "carol")) {
      asAdmin()
          .contentType(ContentType.JSON)
          .body(
              """
              {"type": "comment_added", "visibility": "public", "actorId": "%1$s", "title": "By %1$s"}
              """
                  .formatted(who))
          .post("/api/activity")
          .then()
          .statusCode(201);
    }
    as("carol").get("/api/notifications/users/bob/export").then().statusCode(404);
    var names = new HashSet<String>();
    byte[] archive = as("bob").get("/api/notifications/users/bob/export").asByteArray();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        String content = new String(zip.readAllBytes());
        switch (entry.getName()) {
          case "profile.json" -> assertThat(content).contains("Europe/Berlin", "\"bob\"");
          case "notifications.ndjson" -> assertThat(content).contains("To both");
          case "activities.ndjson" -> assertThat(content).contains("By bob").hasLineCount(1);
          default -> assertThat(content).doesNotContain("carol");
        }
      }
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "profile.json",
            "notifications.ndjson",
            "broadcasts.ndjson",
            "deliveries.ndjson",
            "activities.ndjson");

    EventExample erased = ContractExamples.of("chat-service").events("USER_ERASED").getFirst();
    var headers = new HashMap<>(erased.headers());
    headers.put("ce_id", IDS.next());
    headers.put("ce_workspaceid", workspace);
    kafka.publish(
        erased.topic(), workspace + "/user:bob", headers, erased.data().toString().getBytes());

    await().untilAsserted(() -> as("bob").get("/api/notifications").then().body("items", empty()));
    as("bob").get("/api/notifications/preferences").then().body("zone", equalTo("UTC"));
    as("carol").get("/api/notifications").then().body("items.title", contains("To both"));
  }

  private boolean active() {
    return active(bob);
  }

  private boolean active(RecipientKey person) {
    return QuarkusTransaction.requiringNew().call(() -> present.isActive(person));
  }

  private String broadcast() {
    return asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"workspace\": true, \"type\": \"system_alert\", \"title\": \"To all\"}")
        .post("/api/notifications")
        .then()
        .statusCode(201)
        .extract()
        .path("broadcastId");
  }

  /** As presence-service tells it; without a status it is not as agreed. */
  private void presence(String user, String status, String at) {
    EventExample example =
        ContractExamples.of("presence-service").events("PRESENCE_UPDATE").stream()
            .filter(each -> each.topic().equals("presence.status.v1"))
            .findFirst()
            .orElseThrow();
    var headers = new HashMap<>(example.headers());
    headers.put("ce_id", IDS.next());
    headers.put("ce_workspaceid", workspace);
    headers.put("ce_subject", "user:" + user);
    headers.put("ce_time", at);
    ObjectNode data = example.data().deepCopy();
    data.put("userId", user).put("status", status);
    kafka.publish(example.topic(), workspace + "/workspace", headers, data.toString().getBytes());
  }

  private RequestSpecification as(String user) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private RequestSpecification asAdmin() {
    return given().auth().oauth2(Tokens.of("root", workspace).roles("ADMIN").mint());
  }
}
