package dev.tidings.notification.activity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.room.RoomMembers;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.store.Sql;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-N8: what happened, for those who may know of it, newest first, to the last page. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class ActivityFlowTest {

  private static final EventIds IDS = EventIds.uuidV7();
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final List<String> PEOPLE = List.of("ann", "bob", "cid", "dot");
  private static final List<String> ROLES = List.of("SALES", "ADMIN");
  private static final List<String> ROOMS = List.of("r1", "r2", "r3");

  private static final String POST =
      """
      {"type": "task_completed", "title": "Done", "body": "At last", "visibility": "public",
       "actorId": "ann", "resource": {"type": "task", "id": "t-1"}, "link": "/tasks/t-1",
       "data": {"n": 1.50}}
      """;

  @Inject Activities activities;
  @Inject ActivityQueries queries;
  @Inject ActivityRetention retention;
  @Inject RoomMembers members;
  @Inject Sql sql;
  @Inject Clock clock;

  private final ContractExamples contract = ContractExamples.of("notification-service");
  private final String workspace = "activity-" + IDS.next();

  /** Random activities and circles of people against a model that looks at each activity. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void shouldShowEverybodyWhatTheyMayKnowOf(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var seen = new HashSet<String>();
    for (String person : PEOPLE) {
      for (String room : ROOMS) {
        if (random.nextBoolean()) {
          members.joined(workspace, room, List.of(person));
          seen.add(person + " room:" + room);
        }
      }
    }
    record Made(ActivityView view, Circle circle) {}
    var made = new ArrayList<Made>();
    for (int i = 0; i < 40; i++) {
      Circle circle = circle(random);
      // several at the same instant: the id decides
      NewActivity activity = activity(circle, "t" + random.nextInt(3), NOON.plusMillis(i / 3));
      made.add(new Made(activities.add(activity).orElseThrow(), circle));
    }
    activities.add(activity(Circle.everybody(), "t0", NOON, "other-" + workspace)).orElseThrow();

    for (String person : PEOPLE) {
      Set<String> roles = random.nextBoolean() ? Set.of("SALES") : Set.of("ADMIN", "X");
      for (String type : new String[] {null, "t1"}) {
        List<ActivityView> expected =
            made.stream()
                .filter(each -> type == null || each.view().type().equals(type))
                .filter(
                    each ->
                        each.circle().channels().stream()
                            .anyMatch(channel -> isOf(person, roles, channel, seen)))
                .map(Made::view)
                .sorted(
                    Comparator.comparing(ActivityView::createdAt)
                        .thenComparing(ActivityView::id)
                        .reversed())
                .toList();
        assertThat(all(person, roles, type, 1 + random.nextInt(9)))
            .as("%s %s %s", person, roles, type)
            .isEqualTo(expected);
      }
    }
  }

  private static boolean isOf(String person, Set<String> roles, Channel channel, Set<String> in) {
    return switch (channel.namespace()) {
      case "workspace" -> true;
      case "user" -> channel.id().equals(person);
      case "role" -> roles.contains(channel.id());
      default -> in.contains(person + " " + channel.value());
    };
  }

  private List<ActivityView> all(String person, Set<String> roles, String type, int limit) {
    var reader = new CurrentUser(person, workspace, roles, new Profile(null, null, null));
    var filter = new ActivityFilter(type, null, null, null, null);
    var items = new ArrayList<ActivityView>();
    String cursor = null;
    do {
      Page<ActivityView> page = queries.page(reader, filter, cursor, limit);
      items.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return items;
  }

  private Circle circle(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> Circle.everybody();
      case 1 -> Circle.room(ROOMS.get(random.nextInt(ROOMS.size())));
      case 2 -> Circle.roles(ROLES.subList(random.nextInt(2), 2));
      default -> Circle.people(PEOPLE.subList(0, 1 + random.nextInt(PEOPLE.size())));
    };
  }

  private NewActivity activity(Circle circle, String type, Instant at) {
    return activity(circle, type, at, workspace);
  }

  private static NewActivity activity(Circle circle, String type, Instant at, String workspace) {
    return new NewActivity(
        workspace,
        circle,
        type,
        null,
        "Something",
        "",
        null,
        null,
        JsonNodeFactory.instance.objectNode(),
        at,
        null);
  }

  @Test
  void shouldTakeShowAndAnnounceWhatIsPosted() {
    try (TopicProbe kafka =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            ActivityTopics.FEED)) {
      byte[] answer = post(POST, "key-1").statusCode(201).extract().asByteArray();
      contract.assertBodySatisfiesSchema("activity", answer);
      post(POST, "key-1").statusCode(200).header("Idempotency-Replayed", "true");
      post(POST.replace("Done", "Undone"), "key-1")
          .statusCode(422)
          .body("code", equalTo("idempotency-key-reused"));

      CloudEvent event = kafka.awaitEvent(workspace, "workspace", "ACTIVITY");
      contract.assertEventSatisfiesSchema("ACTIVITY", event.data());
      assertThat(new String(event.data())).isEqualTo(new String(answer));
      assertThat(event.subject()).startsWith("activity:");
      byte[] page = as("bob").get("/api/activity").asByteArray();
      contract.assertBodySatisfiesSchema("activity-page", page);
      as("bob").get("/api/activity").then().body("items.title", contains("Done"));

      post(
              """
              {"type": "note", "title": "For two roles", "visibility": "team",
               "roles": ["SALES", "ADMIN"]}
              """,
              null)
          .statusCode(201);
      kafka.awaitEvent(workspace, "role:ADMIN", "ACTIVITY");
      kafka.awaitEvent(workspace, "role:SALES", "ACTIVITY");
    }
    as("bob", "SALES").get("/api/activity").then().body("items.type", hasItems("note"));
    as("bob").get("/api/activity?type=note").then().body("items", empty());
    as("bob")
        .get(
            "/api/activity?actorId=ann&resourceType=task&resourceId=t-1&since=2020-01-01T00:00:00Z")
        .then()
        .body("items.title", contains("Done"));
    as("bob").get("/api/activity?resourceId=t-2").then().body("items", empty());
    as("bob").get("/api/activity?since=2999-01-01T00:00:00Z").then().body("items", empty());
  }

  @Test
  void shouldNameEveryBrokenRule() {
    post(
            """
            {"type": "No", "title": " ", "visibility": "private", "roomId": "r", "userIds": [],
             "link": "javascript:alert(1)", "actorId": "a b", "resource": {"type": "t"},
             "data": [], "happenedAt": "2999-01-01T00:00:00Z"}
            """,
            null)
        .statusCode(400)
        .body(
            "errors.pointer",
            hasItems(
                "/type",
                "/title",
                "/roomId",
                "/userIds",
                "/link",
                "/actorId",
                "/resource/id",
                "/data",
                "/happenedAt"));
    post("{\"type\": \"x\", \"title\": \"x\", \"visibility\": \"team\"}", null)
        .statusCode(400)
        .body("errors.pointer", contains("/roomId"));
    post("{\"type\": \"x\", \"title\": \"x\", \"visibility\": \"all\"}", null)
        .statusCode(400)
        .body("errors.pointer", contains("/visibility"));
    as("bob").contentType(ContentType.JSON).body(POST).post("/api/activity").then().statusCode(403);
    given().get("/api/activity").then().statusCode(401);
    as("bob").get("/api/activity?since=yesterday").then().statusCode(400);
    as("bob").get("/api/activity?cursor=x").then().statusCode(400);
  }

  @Test
  void shouldForgetTheOld() {
    Instant now = clock.instant();
    activities.add(activity(Circle.everybody(), "old", now.minus(Duration.ofDays(91))));
    activities.add(activity(Circle.everybody(), "new", now.minus(Duration.ofDays(89))));

    retention.forgetTheOld();

    as("bob").get("/api/activity").then().body("items.type", contains("new"));
  }

  /** Whoever is forgotten has done nothing, and nothing is kept for them alone. */
  @Test
  void shouldForgetPeople() {
    post(
        """
        {"type": "a", "title": "By ann", "visibility": "public", "actorId": "ann"}
        """,
        null);
    post(
        """
        {"type": "b", "title": "For ann", "visibility": "private", "userIds": ["ann"]}
        """,
        null);
    post(
        """
        {"type": "c", "title": "For both", "visibility": "private", "userIds": ["ann", "bob"]}
        """,
        null);

    retention.forget(new PersonErased(new RecipientKey(workspace, "ann")));

    as("ann").get("/api/activity").then().body("items", empty());
    as("bob").get("/api/activity").then().body("items.title", contains("For both"));
    assertThat(sql.number("select count(*) from activity_feed where workspace = ?", workspace))
        .isEqualTo(1);
  }

  private ValidatableResponse post(String body, String key) {
    RequestSpecification request = as("crm", "SERVICE").contentType(ContentType.JSON).body(body);
    return (key == null ? request : request.header("Idempotency-Key", key))
        .post("/api/activity")
        .then();
  }

  private RequestSpecification as(String user, String... roles) {
    return given().auth().oauth2(Tokens.of(user, workspace).roles(roles).mint());
  }
}
