package dev.tidings.notification.rule;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.presence.PresentPeople;
import dev.tidings.notification.room.Room;
import dev.tidings.notification.room.RoomMembers;
import dev.tidings.notification.room.Rooms;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R-N7, R-N8: events of any service become notifications and activities as the rules say, once.
 * Each test has a workspace of its own.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class RuleFlowTest {

  private static final String INGRESS = "events.ingress.v1";
  private static final String DEAD_LETTERS = "events.ingress.v1.notification-service.dlq";
  private static final String ACTIVITIES = "activity.feed.v1";
  private static final EventIds IDS = EventIds.uuidV7();
  private static final Instant NOW = Instant.parse("2026-01-31T09:05:07.120Z");

  /** What the rules that come with the service read, by the rule's name. */
  private static final Path EXAMPLES = Path.of("contract/rules");

  private static final String LEAD =
      """
      {"leadId": "42", "name": "Acme", "assigneeId": "bob", "assignedBy": "alice"}
      """;

  @Inject Rooms rooms;
  @Inject RoomMembers members;
  @Inject PresentPeople people;

  private final String workspace = "rules-" + IDS.next();
  private TopicProbe kafka;

  @BeforeEach
  void watch() {
    kafka =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            ACTIVITIES,
            DEAD_LETTERS);
  }

  @AfterEach
  void stopWatching() {
    kafka.close();
  }

  @Test
  void shouldMakeOfEveryExampleWhatItSays() throws IOException {
    var shown = new TreeSet<String>();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        JsonNode example = PlainData.read(Files.readAllBytes(file));
        check(name, example);
        shown.add(name);
      }
    }
    List<String> rules =
        as("admin", "ADMIN")
            .get("/api/notifications/rules")
            .path("rules.findAll { it.file == 'defaults' }.name");
    assertThat(new ArrayList<>(shown)).as("an example for each rule").isEqualTo(rules);
  }

  private void check(String name, JsonNode example) {
    String room = example.path("channel").asText().replace("room:", "");
    if (example.has("room")) {
      JsonNode known = example.path("room");
      rooms.told(
          workspace, new Room(room, known.path("kind").asText(), known.path("name").asText(null)));
      members.gone(workspace, room);
      var users = new ArrayList<String>();
      known.path("members").forEach(user -> users.add(user.asText()));
      members.joined(workspace, room, users);
    }
    JsonNode result = Json.mapper().createObjectNode();
    for (JsonNode each : dryRun(example)) {
      if (each.path("rule").asText().equals(name)) {
        result = each;
      }
    }
    assertThat(result.path("matches").asBoolean()).as("%s: %s", name, result).isTrue();
    JsonNode expected = example.path("expected");
    JsonNode notification = result.path("notifications").path(0);
    assertThat(notification.path("to"))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(expected.path("to"));
    assertThat(notification.path("title").asText(""))
        .as(name)
        .isEqualTo(expected.path("title").asText(""));
    assertThat(result.path("activity").path("title").asText(""))
        .as(name)
        .isEqualTo(expected.path("activity").asText(""));
    if (expected.has("mailSubject")) {
      assertThat(notification.path("mailSubject")).as(name).isEqualTo(expected.path("mailSubject"));
    }
  }

  private JsonNode dryRun(JsonNode example) {
    var request = Json.mapper().createObjectNode();
    for (String field : List.of("topic", "type", "channel", "data")) {
      request.set(field, example.path(field));
    }
    try {
      return Json.mapper()
          .readTree(dryRun(request.toString()).statusCode(200).extract().asByteArray())
          .path("rules");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNotifyOncePerEventHoweverOftenItComes() {
    publish("crm-1", "/crm", "LEAD_ASSIGNED", LEAD);
    publish("crm-1", "/crm", "LEAD_ASSIGNED", LEAD);
    publish("crm-1", "/other", "LEAD_ASSIGNED", LEAD);
    publish("crm-2", "/crm", "NOBODY_KNOWS", LEAD);
    publish("crm-3", "/crm", "LEAD_ASSIGNED", LEAD.replace("bob", "carol"));

    awaitTitles("carol", "A lead is yours: Acme");
    as("bob")
        .get("/api/notifications")
        .then()
        .body("items", hasSize(2))
        .body("items[0].type", equalTo("lead_activity"))
        .body("items[0].link", equalTo("/leads/42"))
        .body("items[0].data.leadId", equalTo("42"));
  }

  @Test
  void shouldSpeakTheReadersLanguage() {
    as("bob")
        .contentType(ContentType.JSON)
        .body("{\"language\": \"de-AT\"}")
        .put("/api/notifications/preferences")
        .then()
        .statusCode(200)
        .body("language", equalTo("de-AT"));

    publish(
        IDS.next(),
        "/crm",
        "LEAD_ASSIGNED",
        "{\"leadId\": \"42\", \"name\": \"Acme\", \"assigneeIds\": [\"bob\", \"carol\"]}");

    awaitTitles("bob", "Ein Lead für dich: Acme");
    awaitTitles("carol", "A lead is yours: Acme");
  }

  @Test
  void shouldPutAsideWhatARuleCannotUseAndGoOn() {
    publish("bad-1", "/crm", "LEAD_ASSIGNED", "{\"leadId\": \"42\", \"assigneeId\": \"bob\"}");
    publish("bad-2", "/crm", "LEAD_ASSIGNED", "{\"name\": \"x\", \"assigneeId\": {\"id\": 1}}");
    publish("bad-3", "/crm", "LEAD_ASSIGNED", "[]");
    publish("good", "/crm", "LEAD_ASSIGNED", LEAD);

    awaitTitles("bob", "A lead is yours: Acme");
    await()
        .until(
            () ->
                kafka.records().stream()
                        .filter(
                            letter ->
                                letter.topic().equals(DEAD_LETTERS)
                                    && new String(letter.key(), UTF_8).startsWith(workspace + "/"))
                        .filter(
                            letter ->
                                new String(letter.headers().lastHeader("reason").value(), UTF_8)
                                    .contains("LEAD_ASSIGNED"))
                        .count()
                    == 3);
  }

  /** A new direct message reaches whoever is away, and stands for those before it. */
  @Test
  void shouldNotifyOfADirectMessageWhoIsAway() {
    var message = ContractExamples.of("chat-service").events("MESSAGE_RECEIVED").getFirst();
    String room = message.data().path("roomId").asText();
    rooms.told(workspace, new Room(room, "direct", null));
    members.joined(workspace, room, List.of("alice", "bob", "erin"));
    people.told(List.of(new PresentPeople.Told(new RecipientKey(workspace, "erin"), true, NOW)));

    var data = (ObjectNode) message.data().deepCopy();
    data.withArray("mentions").removeAll();
    for (int i = 0; i < 2; i++) {
      data.put("id", IDS.next()).put("message", "Message " + i);
      kafka.publish(
          "chat.room.v1",
          new CloudEvent(
              IDS.next(),
              "/chat-service",
              "MESSAGE_RECEIVED",
              NOW,
              null,
              workspace,
              Channel.of("room", room),
              Map.of(),
              data.toString().getBytes(UTF_8)));
    }

    await()
        .untilAsserted(
            () ->
                as("bob")
                    .get("/api/notifications")
                    .then()
                    .body("items.type", hasItem("chat_message"))
                    .body("items[0].body", equalTo("Message 1")));
    as("erin").get("/api/notifications").then().body("items", empty());
    as("alice").get("/api/notifications").then().body("items", empty());
  }

  /** One row for everybody, and one for each role, however often the event comes. */
  @Test
  void shouldTellWorkspacesAndRoles() {
    for (String user : List.of("bob", "carol")) {
      as(user, user.equals("bob") ? "SUPPORT" : "SALES").get("/api/notifications");
    }
    for (int i = 0; i < 2; i++) {
      publish("alert-1", "/ops", "SYSTEM_ALERT", "{\"title\": \"Maintenance tonight\"}");
      publish("sla-1", "/chat", "SLA_ESCALATION", "{\"level\": 2, \"roles\": [\"SUPPORT\"]}");
    }

    await()
        .untilAsserted(
            () ->
                as("bob", "SUPPORT")
                    .get("/api/notifications")
                    .then()
                    .body("items.type", containsInAnyOrder("system_alert", "sla_escalation")));
    as("carol", "SALES")
        .get("/api/notifications")
        .then()
        .body("items.title", contains("Maintenance tonight"));
  }

  @Test
  void shouldFillTheActivityFeed() {
    publish(
        "done-1",
        "/tasks",
        "TASK_COMPLETED",
        "{\"taskId\": \"t-1\", \"title\": \"Launch\", \"completedBy\": \"bob\", \"createdBy\": \"alice\"}");

    CloudEvent event = kafka.awaitEvent(workspace, "workspace", "ACTIVITY");
    ContractExamples.of("notification-service")
        .assertEventSatisfiesSchema("ACTIVITY", event.data());
    awaitTitles("alice", "Done: Launch");
    as("carol")
        .get("/api/activity")
        .then()
        .body("items.title", contains("Task completed: Launch"))
        .body("items[0].actorId", equalTo("bob"))
        .body("items[0].resource.id", equalTo("t-1"));
  }

  @Test
  void shouldSayWhyNothingWouldHappen() {
    people.told(List.of(new PresentPeople.Told(new RecipientKey(workspace, "bob"), true, NOW)));
    String rules =
        """
        rules:
          - name: big-deals
            topics: events.ingress.v1
            types: DEAL_WON
            when: [{ at: /data/amount, atLeast: 1000 }]
            to: { users: [/data/ownerId, /data/actorId], except: /data/actorId, away: true }
            notify: { type: deal, title: "{data.name}" }
        """;

    attempt(rules, "DEAL_LOST", "{}").body("rules[0].why", containsString("DEAL_WON"));
    attempt(rules, "DEAL_WON", "{\"amount\": 999}")
        .body("rules[0].matches", equalTo(false))
        .body("rules[0].why", containsString("/data/amount is at least 1000"));
    attempt(rules, "DEAL_WON", "{\"amount\": 1000}")
        .body("rules[0].why", containsString("names nobody"));
    attempt(rules, "DEAL_WON", "{\"amount\": 1000, \"ownerId\": \"bob\", \"actorId\": \"alice\"}")
        .body("rules[0].matches", equalTo(true))
        .body("rules[0].notifications", empty())
        .body("rules[0].leftOut.userId", contains("alice", "bob"))
        .body("rules[0].leftOut[1].why", equalTo("is at a device"));
    attempt(rules, "DEAL_WON", "{\"amount\": 1000, \"ownerId\": \"carol\"}")
        .body("rules[0].why", containsString("dead letter: title"));
    as("carol").get("/api/notifications").then().body("items", empty());
  }

  @Test
  void shouldSayWhatIsWrongWithRulesThatAreTried() {
    attempt("rules: [{ name: X, types: A }]", "A", "{}", 400)
        .body("code", equalTo("validation-failed"))
        .body("errors.detail", hasItem("rules, rule X, /topics: must be given"));
    dryRun("{\"data\": {}}").statusCode(400);
    dryRun("{\"type\": \"A\", \"data\": []}").statusCode(400);
    dryRun("{\"type\": \"A\", \"channel\": \"x y\", \"data\": {}}").statusCode(400);
    as("bob").get("/api/notifications/rules").then().statusCode(403);
    as("bob", "SERVICE")
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/notifications/rules/dry-run")
        .then()
        .statusCode(403);
  }

  @Test
  void shouldReadTheRulesAgainAndShowMailsForAdministratorsAlone() {
    as("admin", "ADMIN")
        .post("/api/notifications/rules/reload")
        .then()
        .statusCode(200)
        .body("faults", empty())
        .body("rules.name", hasItem("lead-assigned"));
    as("bob", "SERVICE").post("/api/notifications/rules/reload").then().statusCode(403);

    String sample =
        """
        {"zone": "Europe/Berlin", "notifications": [
          {"title": "A <b>task</b>", "body": "5 < 6", "link": "/tasks/7",
           "actions": [{"label": "Open", "url": "/tasks/7"}]}]}
        """;
    preview("admin", "ADMIN", sample)
        .statusCode(200)
        .body("subject", equalTo("A <b>task</b>"))
        .body("text", containsString("5 < 6"))
        .body("html", containsString("A &lt;b&gt;task&lt;/b&gt;"))
        .body("html", containsString("/tasks/7"));
    preview("admin", "ADMIN", "{\"notifications\": [{\"title\": \"One\"}, {\"title\": \"Two\"}]}")
        .body("subject", equalTo("Tidings: 2 notifications"))
        .body("text", containsString("Two"));
    preview("admin", "ADMIN", "{\"zone\": \"Nowhere\", \"notifications\": [{}]}")
        .statusCode(400)
        .body("errors.pointer", contains("/notifications/0/title", "/zone"));
    preview("admin", "ADMIN", "{}").statusCode(400);
    preview("bob", "USER", sample).statusCode(403);
  }

  private ValidatableResponse preview(String user, String role, String body) {
    return as(user, role)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/notifications/mail/preview")
        .then();
  }

  private ValidatableResponse attempt(String rules, String type, String data) {
    return attempt(rules, type, data, 200);
  }

  private ValidatableResponse attempt(String rules, String type, String data, int status) {
    try {
      var request = Json.mapper().createObjectNode().put("type", type).put("rules", rules);
      request.set("data", Json.mapper().readTree(data));
      return dryRun(request.toString()).statusCode(status);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ValidatableResponse dryRun(String body) {
    return as("admin", "ADMIN")
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/notifications/rules/dry-run")
        .then();
  }

  private void publish(String id, String source, String type, String data) {
    kafka.publish(
        INGRESS,
        new CloudEvent(
            id,
            source,
            type,
            NOW,
            null,
            workspace,
            Channel.of("lead", "42"),
            Map.of(),
            data.getBytes(UTF_8)));
  }

  private void awaitTitles(String user, String... titles) {
    await()
        .untilAsserted(
            () -> as(user).get("/api/notifications").then().body("items.title", contains(titles)));
  }

  private RequestSpecification as(String user, String... roles) {
    return given().auth().oauth2(Tokens.of(user, workspace).roles(roles).mint());
  }
}
