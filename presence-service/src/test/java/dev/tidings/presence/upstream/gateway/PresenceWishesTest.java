package dev.tidings.presence.upstream.gateway;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Timestamps;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-P1, R-P2, R-P3, R-P6: what people choose, who may see it, and what they do, through REST and
 * the topics. Each test has a workspace and a gateway of its own.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class PresenceWishesTest {

  private static final String STATUS = "presence.status.v1";
  private static final String USER = "presence.user.v1";
  private static final int LONG_LEASE = 600_000;
  private static final EventIds IDS = EventIds.uuidV7();

  private final ContractExamples contract = ContractExamples.of("presence-service");
  private final Clock clock = Clock.systemUTC();
  private final String workspace = "wish-" + IDS.next();
  private final String gatewayId = IDS.next();
  private final GatewayRecords gateway = new GatewayRecords(gatewayId);
  private TopicProbe kafka;

  @BeforeEach
  void watch() {
    kafka =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            STATUS,
            USER);
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
  }

  @AfterEach
  void stopWatching() {
    kafka.publish(gateway.stopped(clock.instant()));
    kafka.close();
  }

  @Test
  void shouldShowTheStatusThatSomebodyChooses() {
    connect("alice");
    awaitStatus("alice", "online");
    kafka.publish(
        signal(
            "PRESENCE_UPDATE",
            "alice",
            Map.of(
                "status", "busy", "message", "In a meeting 🍜", "messageExpiresAt", inAnHour())));

    awaitStatus("alice", "busy");

    as("bob")
        .get("/api/users/presence/alice")
        .then()
        .body("status", equalTo("busy"))
        .body("isOnline", equalTo(true))
        .body("message", equalTo("In a meeting 🍜"));
    CloudEvent own = kafka.awaitEvent(workspace, "user:alice", "PRESENCE_SETTINGS_UPDATED");
    contract.assertEventSatisfiesSchema(own.type(), own.data());
    byte[] mine = as("alice").get("/api/realtime/presence").asByteArray();
    contract.assertBodySatisfiesSchema("own-presence", mine);

    say("alice", "{\"status\":\"online\",\"message\":\"\"}").then().statusCode(200);

    awaitStatus("alice", "online");
    as("bob").get("/api/users/presence/alice").then().body("message", nullValue());
  }

  @Test
  void shouldShowNothingOfWhoIsInvisible() {
    connect("alice");
    awaitStatus("alice", "online");

    say("alice", "{\"status\":\"invisible\",\"message\":\"secret\",\"page\":\"/secret\"}")
        .then()
        .statusCode(200)
        .body("choice", equalTo("invisible"))
        .body("isConnected", equalTo(true));
    awaitStatus("alice", "offline");
    String seenAt =
        as("bob")
            .get("/api/users/presence/alice")
            .then()
            .body("isOnline", equalTo(false))
            .body("message", nullValue())
            .body("doing", nullValue())
            .extract()
            .path("lastSeenAt");
    kafka.publish(gateway.opened("s2-" + gatewayId, workspace, "alice", "alice", clock.instant()));
    kafka.publish(gateway.closed("s2-" + gatewayId, workspace, "alice", clock.instant()));
    kafka.publish(gateway.opened("m-" + gatewayId, workspace, "marker", "M", clock.instant()));
    awaitStatus("marker", "online");

    as("bob").get("/api/users/presence/alice").then().body("lastSeenAt", equalTo(seenAt));
    as("bob").get("/api/realtime/online-users").then().body("items.userId", contains("marker"));
    assertThat(statuses("alice")).containsExactly("online", "offline");
  }

  @Test
  void shouldShowSomebodyToContactsOnly() throws IOException {
    connect("alice");
    connect("bob");
    connect("eve");
    awaitStatus("eve", "online");
    say("alice", "{\"visibility\":\"contacts\"}").then().statusCode(200);
    awaitStatus("alice", "offline");
    as("bob").get("/api/users/presence/alice").then().body("isOnline", equalTo(false));

    contacts("CONTACT_ADDED");
    JsonNode shown = awaitPrivate("bob", "online");

    as("bob").get("/api/users/presence/alice").then().body("isOnline", equalTo(true));
    as("bob")
        .get("/api/realtime/online-users")
        .then()
        .body("items.userId", contains("alice", "bob", "eve"));
    as("eve").get("/api/users/presence/alice").then().body("isOnline", equalTo(false));
    as("eve").get("/api/realtime/online-users").then().body("items.userId", contains("bob", "eve"));
    shouldAnswerEachReaderOfManyByTheirOwnView();

    say("alice", "{\"status\":\"busy\"}").then().statusCode(200);
    JsonNode busy = awaitPrivate("bob", "busy");
    contacts("CONTACT_REMOVED");
    JsonNode gone = awaitPrivate("bob", "offline");

    as("bob").get("/api/users/presence/alice").then().body("isOnline", equalTo(false));
    assertThat(List.of(shown, busy, gone))
        .extracting(each -> each.path("version").asLong())
        .isSorted()
        .doesNotHaveDuplicates();

    say("alice", "{\"visibility\":\"workspace\"}").then().statusCode(200);
    awaitStatus("alice", "busy");
    assertThat(latest("alice").path("version").asLong())
        .isGreaterThan(gone.path("version").asLong());
    assertThat(kafka.events(workspace))
        .filteredOn(event -> event.channel().value().equals("user:eve"))
        .isEmpty();
  }

  @Test
  void shouldTakeAClientWithoutAConnectionForConnected() {
    byte[] answer =
        say("alice", "{\"status\":\"online\",\"activity\":{\"type\":\"idle\"}}").asByteArray();
    contract.assertBodySatisfiesSchema("own-presence", answer);
    awaitStatus("alice", "away");

    say("alice", "{}").then().statusCode(200).body("status", equalTo("online"));
    awaitStatus("alice", "online");
    as("alice").delete("/api/realtime/presence").then().statusCode(204);
    as("alice").delete("/api/realtime/presence").then().statusCode(204);

    awaitStatus("alice", "offline");
    assertThat(statuses("alice")).containsExactly("away", "online", "offline");
  }

  @Test
  void shouldBeAwayWhileEveryDeviceIsIdle() {
    kafka.publish(gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.publish(gateway.opened("s2-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    awaitStatus("alice", "online");
    kafka.publish(signalOf("s1-" + gatewayId, "ACTIVITY", "alice", Map.of("type", "idle")));
    kafka.publish(signalOf("s2-" + gatewayId, "ACTIVITY", "alice", Map.of("type", "idle")));
    awaitStatus("alice", "away");

    kafka.publish(
        signalOf("s2-" + gatewayId, "PAGE_NAVIGATE", "alice", Map.of("page", "/contacts/42")));
    awaitStatus("alice", "online");

    assertThat(statuses("alice")).containsExactly("online", "away", "online");
  }

  @Test
  void shouldTellWhoIsAtAPageOrThing() throws IOException {
    connect("alice");
    awaitStatus("alice", "online");
    HereAnswer page = here("bob", "page", "/contacts/42 ä");
    assertThat(page.people()).isEmpty();
    HereAnswer thing =
        new HereAnswer(
            as("bob")
                .queryParam("resourceType", "document")
                .queryParam("resourceId", "42")
                .get("/api/realtime/presence/here"));

    kafka.publish(
        signal("PAGE_NAVIGATE", "alice", Map.of("page", "/contacts/42 ä", "title", "Jane")));
    kafka.publish(
        signal(
            "ACTIVITY",
            "alice",
            Map.of("type", "editing", "resourceType", "document", "resourceId", "42")));

    awaitHere(page.channel(), List.of("alice"));
    awaitHere(thing.channel(), List.of("alice"));
    CloudEvent activity = kafka.awaitEvent(workspace, "presence:alice", "USER_ACTIVITY");
    contract.assertEventSatisfiesSchema(activity.type(), activity.data());
    assertThat(here("bob", "page", "/contacts/42 ä").people()).containsExactly("alice");
    as("bob")
        .get("/api/users/presence/alice")
        .then()
        .body("doing.page", equalTo("/contacts/42 ä"))
        .body("doing.activity.resourceId", equalTo("42"));

    kafka.publish(gateway.closed("alice-" + gatewayId, workspace, "alice", clock.instant()));

    awaitHere(page.channel(), List.of());
    awaitHere(thing.channel(), List.of());
  }

  @Test
  void shouldLookUpManyInTheirOrder() {
    connect("alice");
    awaitStatus("alice", "online");

    byte[] answer =
        lookUp("[\"carol\", \"alice\", \"carol\"]")
            .then()
            .statusCode(200)
            .body("items.userId", contains("carol", "alice", "carol"))
            .body("items.status", contains("offline", "online", "offline"))
            .extract()
            .asByteArray();
    contract.assertBodySatisfiesSchema("presences", answer);
    lookUp("[]").then().statusCode(400).body("errors[0].pointer", equalTo("/userIds"));
    String tooMany = IntStream.range(0, 201).mapToObj(i -> "\"u" + i + "\"").toList().toString();
    lookUp(tooMany).then().statusCode(400).body("code", equalTo("validation-failed"));
  }

  /** Alice shows herself to her contact bob, and not to eve. */
  private void shouldAnswerEachReaderOfManyByTheirOwnView() throws IOException {
    byte[] body =
        questions(
                question(Tokens.token("bob", workspace), "alice", "eve", "never"),
                question(Tokens.token("eve", workspace), "alice", "eve"),
                question("no token", "alice"),
                question(Tokens.token("alice", workspace), "alice"),
                question(Tokens.token("bob", "other-" + workspace), "alice"))
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    contract.assertBodySatisfiesSchema("answers", body);
    JsonNode answers = Json.mapper().readTree(body);

    assertThat(seen(answers, 0)).containsExactly("alice online", "eve online", "never offline");
    assertThat(seen(answers, 1)).containsExactly("alice offline", "eve online");
    assertThat(answers.at("/answers/2/problem/code").asText()).isEqualTo("unauthenticated");
    assertThat(seen(answers, 3)).containsExactly("alice online");
    assertThat(seen(answers, 4)).containsExactly("alice offline");
    assertThat(answers.at("/answers/0/people/1")).isEqualTo(answers.at("/answers/1/people/1"));
  }

  private static List<String> seen(JsonNode answers, int question) {
    return StreamSupport.stream(
            answers.path("answers").get(question).path("people").spliterator(), false)
        .map(place -> answers.path("people").get(place.asInt()))
        .map(person -> person.path("userId").asText() + " " + person.path("status").asText())
        .toList();
  }

  @Test
  void shouldSlowDownWhoeverAsksTooMuchAmongMany() throws IOException {
    Map<String, Object> mallory = question(Tokens.token("mallory", workspace), "alice");
    var all = new ArrayList<>(Collections.nCopies(499, mallory));
    all.add(question(Tokens.token("bob", workspace), "alice"));
    JsonNode last = null;
    for (int i = 0; i < 10 && (last == null || problems(last).isEmpty()); i++) {
      last = Json.mapper().readTree(questions(all.toArray(Map[]::new)).asByteArray());
    }

    assertThat(problems(last)).isNotEmpty().containsOnly("rate-limited");
    assertThat(seen(last, 499)).containsExactly("alice offline");
  }

  private static List<String> problems(JsonNode answers) {
    return answers.path("answers").findValuesAsText("code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"questions\":[]}",
        "{\"questions\":[null]}",
        "{\"questions\":[{\"token\":\"x\",\"userIds\":[]}]}",
        "{\"questions\":[{\"token\":\"x\",\"userIds\":[null]}]}",
        "{\"questions\":[{\"userIds\":[\"alice\"]}]}"
      })
  void shouldRefuseWhatAreNoQuestions(String body) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/internal/presence")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"));
  }

  private static Map<String, Object> question(String token, String... users) {
    return Map.of("token", token, "userIds", List.of(users));
  }

  private static Response questions(Map<?, ?>... questions) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("questions", List.of(questions)))
        .post("/internal/presence");
  }

  @Test
  void shouldTellWhereToFollowAWorkspaceFrom() throws IOException {
    byte[] empty = as("bob").get("/api/realtime/presence/workspace").asByteArray();
    contract.assertBodySatisfiesSchema("roster", empty);
    assertThat(Json.mapper().readTree(empty).at("/counts/total").asInt()).isZero();
    connect("alice");
    connect("carol");
    awaitStatus("alice", "online");
    awaitStatus("carol", "online");

    as("bob")
        .get("/api/realtime/presence/workspace")
        .then()
        .body("counts.online", equalTo(2))
        .body("items.userId", contains("alice", "carol"));
    long version = 0;
    for (CloudEvent event : kafka.events(workspace)) {
      if (event.type().equals("PRESENCE_LIST")) {
        contract.assertEventSatisfiesSchema(event.type(), event.data());
        JsonNode list = Json.mapper().readTree(event.data());
        assertThat(event.channel().value()).isEqualTo("presence:*");
        assertThat(list.path("previousVersion").asLong()).isEqualTo(version);
        version = list.path("version").asLong();
      }
    }
    int last = (int) version;
    as("bob").get("/api/realtime/presence/workspace").then().body("version", equalTo(last));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"status\":\"sleeping\"}|/status",
        "{\"status\":\"busy\",\"statusExpiresAt\":\"2020-01-01T00:00:00Z\"}|/statusExpiresAt",
        "{\"message\":\"two\\nlines\"}|/message",
        "{\"visibility\":\"friends\"}|/visibility",
        "{\"activity\":{\"type\":\"editing\"}}|/activity/resourceType",
        "{\"activity\":{\"type\":\"dancing\"}}|/activity/type",
        "{\"deviceId\":\"a b\"}|/deviceId",
      })
  void shouldNameTheFieldThatBreaksARule(String body, String pointer) {
    say("alice", body)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("validation-failed"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void shouldRefuseWhatIsNoQuestionAndNobodysRequests() {
    as("bob").get("/api/realtime/presence/here").then().statusCode(400);
    as("bob")
        .queryParam("page", "/a")
        .queryParam("resourceType", "document")
        .get("/api/realtime/presence/here")
        .then()
        .statusCode(400)
        .body("errors", hasSize(1));
    given().get("/api/realtime/presence").then().statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/realtime/presence")
        .then()
        .statusCode(401);
    as("bob").get("/api/realtime/online-users").then().body("items", empty());
  }

  private void connect(String user) {
    kafka.publish(gateway.opened(user + "-" + gatewayId, workspace, user, user, clock.instant()));
  }

  private ProducerRecord<byte[], byte[]> signal(
      String type, String user, Map<String, Object> what) {
    return signalOf(user + "-" + gatewayId, type, user, what);
  }

  private ProducerRecord<byte[], byte[]> signalOf(
      String session, String type, String user, Map<String, Object> what) {
    return GatewayRecords.signal(type, workspace, user, session, what, clock.instant());
  }

  private String inAnHour() {
    return Timestamps.format(clock.instant().plusSeconds(3600));
  }

  private void contacts(String type) {
    kafka.publish(
        "directory.contact.v1",
        new CloudEvent(
            IDS.next(),
            "/crm",
            type,
            clock.instant(),
            null,
            workspace,
            Channel.of("user", "bob"),
            Map.of(),
            Json.bytes(
                Map.of(
                    "userId",
                    "bob",
                    "contactId",
                    "alice",
                    "at",
                    Timestamps.format(clock.instant())))));
  }

  private RequestSpecification as(String user) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private Response say(String user, String body) {
    return as(user).contentType(ContentType.JSON).body(body).post("/api/realtime/presence");
  }

  private Response lookUp(String users) {
    return as("bob")
        .contentType(ContentType.JSON)
        .body("{\"userIds\":" + users + "}")
        .post("/api/users/presence/lookup");
  }

  private HereAnswer here(String reader, String parameter, String value) {
    return new HereAnswer(
        as(reader).queryParam(parameter, value).get("/api/realtime/presence/here"));
  }

  private final class HereAnswer {
    private final JsonNode body;

    HereAnswer(Response response) {
      try {
        contract.assertBodySatisfiesSchema("here", response.asByteArray());
        body = Json.mapper().readTree(response.asByteArray());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    String channel() {
      return body.path("channel").asText();
    }

    List<String> people() {
      return body.path("people").findValuesAsText("userId");
    }
  }

  private void awaitHere(String channel, List<String> users) {
    await("who is at " + channel)
        .untilAsserted(
            () -> {
              List<CloudEvent> told =
                  kafka.events(workspace).stream()
                      .filter(event -> event.channel().value().equals(channel))
                      .toList();
              assertThat(told).isNotEmpty();
              contract.assertEventSatisfiesSchema("PRESENCE_HERE", told.getLast().data());
              assertThat(
                      Json.mapper()
                          .readTree(told.getLast().data())
                          .path("people")
                          .findValuesAsText("userId"))
                  .isEqualTo(users);
            });
  }

  private void awaitStatus(String user, String status) {
    await(user + " is " + status)
        .untilAsserted(() -> assertThat(statuses(user)).isNotEmpty().last().isEqualTo(status));
  }

  private List<String> statuses(String user) {
    return updates("presence:" + user).stream().map(each -> each.path("status").asText()).toList();
  }

  private JsonNode latest(String user) {
    return updates("presence:" + user).getLast();
  }

  private JsonNode awaitPrivate(String reader, String status) {
    await(reader + " hears of " + status)
        .untilAsserted(
            () ->
                assertThat(updates("user:" + reader))
                    .isNotEmpty()
                    .last()
                    .satisfies(
                        update -> assertThat(update.path("status").asText()).isEqualTo(status)));
    return updates("user:" + reader).getLast();
  }

  private List<JsonNode> updates(String channel) {
    return kafka.events(workspace).stream()
        .filter(event -> event.type().equals("PRESENCE_UPDATE"))
        .filter(event -> event.channel().value().equals(channel))
        .map(
            event -> {
              contract.assertEventSatisfiesSchema("PRESENCE_UPDATE", event.data());
              try {
                return Json.mapper().readTree(event.data());
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }
}
