package dev.tidings.notification.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.notification.room.RoomMembers;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** R-N1, R-N6: one row tells many, and each of them has a state of their own. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@TestProfile(FeedConcurrencyTest.NothingElse.class)
class BroadcastTest {

  private static final EventIds IDS = EventIds.uuidV7();
  private static final int MANY = 10_000;

  @Inject RoomMembers rooms;
  @Inject BroadcastService broadcasts;
  @Inject Sql sql;
  @Inject Clock clock;
  @Inject DataSource database;

  private final String workspace = "broadcast-" + IDS.next();
  private final ContractExamples contract = ContractExamples.of("notification-service");

  @Test
  void shouldTellTenThousandByOneInsert() throws SQLException {
    update(
        "insert into recipients (workspace, user_id, unread_count)"
            + " select ?, 'u' || i, i % 3 from generate_series(1, "
            + MANY
            + ") i");
    long rowsBefore = rowsWritten();

    String id = post("\"workspace\": true").then().statusCode(201).extract().path("broadcastId");

    assertThat(rowsWritten() - rowsBefore).as("the broadcast, its number, its event").isEqualTo(3);
    assertThat(
            number(
                """
                select count(*) from v_unread_counts c
                join recipients r using (workspace, user_id)
                where c.workspace = ? and c.count = r.unread_count + 1
                """))
        .isEqualTo(MANY);
    assertThat(
            number(
                """
                select count(*) from outbox
                where record_key = ? || '/workspace' and headers ->> 'ce_type' = 'NOTIFICATION'
                """))
        .isEqualTo(1);
    assertThat(number("select count(*) from outbox where record_key like ? || '/%'")).isEqualTo(1);
    as("u1").get("/api/notifications").then().body("items.id", contains(id));
    as("u" + MANY).get("/api/notifications/unread-count").then().body("count", equalTo(2));
  }

  @Test
  void shouldHaveAStateForEachPerson() {
    known("alice", "bob", "carol");
    String first = broadcast("First");
    String second = broadcast("Second");

    as("alice").post("/api/notifications/" + first + "/read").then().statusCode(200);
    as("bob").delete("/api/notifications/" + first).then().statusCode(204);
    as("bob").delete("/api/notifications/" + first).then().statusCode(404);
    as("carol").post("/api/notifications/mark-all-read").then().body("count", equalTo(0));
    String third = broadcast("Third");

    titles("alice", "Third", "Second", "First");
    unread("alice", 2);
    titles("bob", "Third", "Second");
    unread("bob", 2);
    titles("carol", "Third", "Second", "First");
    unread("carol", 1);
    change("carol", first, "unread").then().statusCode(200).body("readAt", nullValue());
    unread("carol", 2);
    as("carol")
        .get("/api/notifications?unread=true")
        .then()
        .body("items.id", contains(third, first));
    change("carol", second, "archived").then().body("archivedAt", notNullValue());
    titles("carol", "Third", "First");
    as("carol").get("/api/notifications?state=archived").then().body("items.id", contains(second));
    as("carol").post("/api/notifications/mark-all-read").then().body("count", equalTo(0));
    as("carol")
        .delete("/api/notifications?read=true")
        .then()
        .body("deleted", equalTo(2))
        .body("more", equalTo(false));
    titles("carol");
    as("carol").get("/api/notifications?state=archived").then().body("items.id", contains(second));
    as("alice")
        .get("/api/notifications/" + first + "/explain")
        .then()
        .statusCode(200)
        .body(
            "channels[0].summary",
            equalTo("It is in your list. It was sent to many at once, and nobody was asked."));
    unread("alice", 2);
    assertThat(summary("alice")).isEqualTo("3, 2 unread");
    assertThat(summary("bob")).isEqualTo("2, 2 unread");
    assertThat(summary("carol")).isEqualTo("0, 0 unread");
  }

  private String summary(String user) {
    return sql.<String>first(
            """
            select total_count || ', ' || unread_count || ' unread' from v_notification_summary
            where workspace = ? and user_id = ?
            """,
            row -> row.getString(1),
            workspace,
            user)
        .orElseThrow();
  }

  @Test
  void shouldTellNobodyWhoCameLater() {
    known("alice");
    broadcast("Before");
    as("late").get("/api/notifications").then().body("items", empty());
    unread("late", 0);
    broadcast("After");

    titles("late", "After");
    titles("alice", "After", "Before");
    given()
        .auth()
        .oauth2(Tokens.token("alice", "other-" + workspace))
        .get("/api/notifications")
        .then()
        .body("items", empty());
  }

  @Test
  void shouldTellThoseOfARoleWhileTheyHaveIt() {
    known("alice", "bob");
    asEditor("alice").get("/api/notifications").then().statusCode(200);
    post("\"role\": \"EDITOR\"").then().statusCode(201).body("notifications", empty());

    asEditor("alice").get("/api/notifications/unread-count").then().body("count", equalTo(1));
    unread("bob", 0);
    asEditor("bob").get("/api/notifications/unread-count").then().body("count", equalTo(0));
    post("\"role\": \"EDITOR\"").then().statusCode(201);
    asEditor("bob").get("/api/notifications/unread-count").then().body("count", equalTo(1));
    unread("bob", 0);
    asEditor("bob").get("/api/notifications/unread-count").then().body("count", equalTo(0));
    asEditor("alice").get("/api/notifications/unread-count").then().body("count", equalTo(2));
  }

  @Test
  void shouldNotifyWhoIsInARoom() {
    String room = IDS.next();
    QuarkusTransaction.requiringNew()
        .run(() -> rooms.joined(workspace, room, List.of("alice", "bob")));

    post("\"roomId\": \"" + room + "\"")
        .then()
        .statusCode(201)
        .body("notifications.userId", containsInAnyOrder("alice", "bob"))
        .body("broadcastId", nullValue());

    unread("alice", 1);
    unread("carol", 0);
    post("\"roomId\": \"nowhere\"").then().statusCode(400);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                rooms.joined(
                    workspace, room, IntStream.range(0, 1_000).mapToObj(i -> "u" + i).toList()));
    post("\"roomId\": \"" + room + "\"")
        .then()
        .statusCode(400)
        .body("errors[0].detail", equalTo("has more than 1,000 members"));
  }

  @Test
  void shouldComeWhenItIsDueAndGoWhenItIsOver() {
    known("alice");
    var now = clock.instant();
    String later =
        post("\"workspace\": true, \"notBefore\": \"" + now.plusSeconds(3600) + "\"")
            .path("broadcastId");
    String over =
        post("\"workspace\": true, \"expiresAt\": \"" + now.plus(Duration.ofDays(1)) + "\"")
            .path("broadcastId");
    unread("alice", 1);
    byte[] page = asAdmin().get("/api/notifications/broadcasts").asByteArray();
    contract.assertBodySatisfiesSchema("broadcast-page", page);

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              update(
                  "update broadcasts set not_before = now() - interval '1 second'"
                      + " where workspace = ? and seq is null");
              update(
                  "update broadcasts set expires_at = now() - interval '1 second'"
                      + " where workspace = ? and expires_at is not null");
            });
    broadcasts.look();

    as("alice").get("/api/notifications").then().body("items.id", contains(later));
    unread("alice", 1);
    as("alice").post("/api/notifications/" + over + "/read").then().statusCode(404);
    asAdmin().delete("/api/notifications/broadcasts/" + later).then().statusCode(204);
    asAdmin().delete("/api/notifications/broadcasts/" + later).then().statusCode(404);
    as("alice").delete("/api/notifications/broadcasts/" + later).then().statusCode(403);
    unread("alice", 0);
  }

  @Test
  void shouldReplaceASnoozedBroadcastByACopy() {
    known("alice", "bob");
    String id = broadcast("For later");

    String copy =
        change("alice", id, "snoozed\", \"until\": \"" + clock.instant().plusSeconds(3600))
            .then()
            .statusCode(200)
            .body("broadcast", nullValue())
            .body("title", equalTo("For later"))
            .extract()
            .path("id");

    assertThat(copy).isNotEqualTo(id);
    titles("alice");
    unread("alice", 0);
    titles("bob", "For later");
    as("alice").get("/api/notifications?state=snoozed").then().body("items.id", contains(copy));
    change("alice", copy, "unread").then().statusCode(200);
    titles("alice", "For later");
    unread("alice", 1);
  }

  @Test
  void shouldTellOncePerSourceAndKey() {
    known("alice");
    String body = body("\"workspace\": true");
    String first =
        asAdmin()
            .contentType(ContentType.JSON)
            .header("Idempotency-Key", "one")
            .body(body)
            .post("/realtime/notifications/send")
            .then()
            .statusCode(201)
            .extract()
            .path("broadcastId");
    asAdmin()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "one")
        .body(body)
        .post("/realtime/notifications/send")
        .then()
        .statusCode(200)
        .body("broadcastId", equalTo(first));
    unread("alice", 1);
    as("alice")
        .contentType(ContentType.JSON)
        .body(body)
        .post("/realtime/notifications/send")
        .then()
        .statusCode(403);
    post("\"workspace\": true, \"role\": \"ADMIN\"").then().statusCode(400);
    post("\"workspace\": false").then().statusCode(400);
    post("\"workspace\": true, \"collapseKey\": \"k\"").then().statusCode(400);
    post("\"role\": \"no role\"").then().statusCode(400);
  }

  private void known(String... users) {
    for (String user : users) {
      as(user).get("/api/notifications").then().statusCode(200);
    }
  }

  private String broadcast(String title) {
    return asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"workspace\": true, \"type\": \"system_alert\", \"title\": \"" + title + "\"}")
        .post("/api/notifications")
        .then()
        .statusCode(201)
        .extract()
        .path("broadcastId");
  }

  private Response post(String audience) {
    return asAdmin().contentType(ContentType.JSON).body(body(audience)).post("/api/notifications");
  }

  private static String body(String audience) {
    return "{" + audience + ", \"type\": \"system_alert\", \"title\": \"To all\"}";
  }

  private Response change(String user, String id, String state) {
    return as(user)
        .contentType(ContentType.JSON)
        .body("{\"state\": \"" + state + "\"}")
        .patch("/api/notifications/" + id);
  }

  private void titles(String user, String... titles) {
    List<String> found = as(user).get("/api/notifications").path("items.title");
    assertThat(found).containsExactly(titles);
  }

  private void unread(String user, int count) {
    as(user).get("/api/notifications/unread-count").then().body("count", equalTo(count));
  }

  private RequestSpecification as(String user) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private RequestSpecification asEditor(String user) {
    return given().auth().oauth2(Tokens.of(user, workspace).roles("EDITOR").mint());
  }

  private RequestSpecification asAdmin() {
    return given().auth().oauth2(Tokens.of("root", workspace).roles("ADMIN").mint());
  }

  /** Rows that the workspace has in every table that a broadcast could write to. */
  private long rowsWritten() throws SQLException {
    long rows = 0;
    for (String table :
        List.of(
            "notifications", "recipients", "broadcasts", "broadcast_logs", "broadcast_states")) {
      rows += number("select count(*) from " + table + " where workspace = ?");
    }
    return rows + number("select count(*) from outbox where record_key like ? || '/%'");
  }

  private void update(String sql) {
    try (var connection = database.getConnection();
        var update = connection.prepareStatement(sql)) {
      update.setString(1, workspace);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private long number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      select.setString(1, workspace);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
