package dev.tidings.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tidings.notification.contact.Contact;
import dev.tidings.notification.contact.Contacts;
import dev.tidings.notification.feed.FeedService;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R-N3, R-N4: a broadcast that matters reaches those who are away, each once and as each wants,
 * however often those who carry it there begin anew.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@QuarkusTestResource(FreePorts.class)
@TestProfile(DeliveryFlowTest.ByHand.class)
class BroadcastDeliveryTest {

  private static final EventIds IDS = EventIds.uuidV7();
  private static final Instant NIGHT = Instant.parse("2026-01-15T23:30:00Z");
  private static final Instant MORNING = Instant.parse("2026-01-16T08:00:00Z");

  @Inject BroadcastCourier courier;
  @Inject DeliveryWorker worker;
  @Inject FeedService feed;
  @Inject Contacts contacts;
  @Inject Sql sql;
  @Inject MutableClock clock;

  private static GreenMail mail;

  private final String workspace = "broadcast-delivery-" + IDS.next();

  @BeforeEach
  void start() {
    if (mail == null) {
      int port =
          ConfigProvider.getConfig().getValue("tidings.notification.email.port", Integer.class);
      mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      mail.start();
    }
    clock.set(NIGHT);
  }

  @AfterEach
  void clear() throws FolderException {
    mail.purgeEmailFromAllMailboxes();
    update("delete from broadcasts where workspace = ?");
    update("delete from recipients where workspace = ?");
  }

  @AfterAll
  static void stop() {
    mail.stop();
    mail = null;
  }

  @Test
  void shouldReachEachOnceAsEachWants() {
    known("awake", "asleep", "daily", "never", "reader", "nowhere");
    contacts.put(person("nowhere"), new Contact(null, null));
    prefer("asleep", "{\"quietHours\": {\"from\": \"22:00\", \"to\": \"07:00\"}}");
    prefer("daily", "{\"channels\": {\"email\": {\"digest\": \"daily\"}}}");
    prefer("never", "{\"types\": {\"system_alert\": {\"email\": {\"enabled\": false}}}}");
    prefer("reader", "{\"quietHours\": {\"from\": \"22:00\", \"to\": \"07:00\"}}");

    String id = broadcast("\"priority\": \"high\"");
    explained("awake", id).body(email(), containsString("comes to one after the other"));
    go();
    work();
    assertThat(told()).containsExactly("awake");
    feed.read(person("reader"), UUID.fromString(id));
    clock.set(MORNING);
    work();

    assertThat(told()).containsExactlyInAnyOrder("awake", "asleep", "daily");
    explained("awake", id)
        .body("channels[0].summary", containsString("It is in your list."))
        .body(email(), containsString("It was handed over."))
        .body(
            "channels.find { it.channel == 'email' }.deliveries.notificationId",
            equalTo(List.of(id)));
    explained("never", id).body(email(), containsString("switched email off"));
    explained("reader", id).body(email(), containsString("You had read it"));
    explained("nowhere", id).body(email(), containsString("No address of yours"));
    for (String each : List.of("awake", "never", "nowhere")) {
      as(each).get("/api/notifications").then().body("items.id", equalTo(List.of(id)));
      as(each).get("/api/notifications/unread-count").then().body("count", equalTo(1));
    }
    go();
    work();
    assertThat(told()).hasSize(3);
  }

  @Test
  void shouldStayInTheListUnlessItMatters() {
    known("awake");
    String id = broadcast("\"priority\": \"normal\"");
    go();
    work();
    assertThat(told()).isEmpty();
    explained("awake", id).body(email(), containsString("the list in the app alone"));
  }

  /** Several carry at once, and some die in the middle of a step. */
  @Test
  void shouldLeaveNobodyOutAndReachNobodyTwice() {
    List<String> people = IntStream.range(0, 230).mapToObj("u%03d"::formatted).toList();
    known(people.toArray(String[]::new));
    String id = broadcast("\"priority\": \"high\"");
    for (int death = 0; death < 2; death++) {
      QuarkusTransaction.begin();
      assertThat(courier.step()).isTrue();
      QuarkusTransaction.rollback();
      assertThat(courier.step()).isTrue();
    }
    atOnce(4, this::go);
    atOnce(3, this::work);

    assertThat(told()).containsExactlyInAnyOrderElementsOf(people);
    assertThat(
            number(
                "select count(*) from notifications where workspace = ? and carries is not null"))
        .isEqualTo(people.size());
    asAdmin().delete("/api/notifications/broadcasts/" + id).then().statusCode(204);
    assertThat(number("select count(*) from deliveries where workspace = ?")).isZero();
  }

  @Test
  void shouldReachThoseOfTheRoleAndNobodyOnceItIsTakenBack() {
    known("editor", "other");
    update(
        "insert into role_members (workspace, user_id, role, since_broadcast)"
            + " values (?, 'editor', 'EDITOR', 0)");
    post("\"role\": \"EDITOR\", \"priority\": \"urgent\"");
    go();
    work();
    assertThat(told()).containsExactly("editor");

    prefer("editor", "{\"quietHours\": {\"from\": \"22:00\", \"to\": \"07:00\"}}");
    prefer("other", "{\"quietHours\": {\"from\": \"22:00\", \"to\": \"07:00\"}}");
    String withdrawn = broadcast("\"priority\": \"high\"");
    go();
    asAdmin().delete("/api/notifications/broadcasts/" + withdrawn).then().statusCode(204);
    clock.advance(Duration.ofHours(12));
    work();
    assertThat(told()).containsExactly("editor");
  }

  private static String email() {
    return "channels.find { it.channel == 'email' }.summary";
  }

  private void known(String... people) {
    for (String each : people) {
      sql.update("insert into recipients (workspace, user_id) values (?, ?)", workspace, each);
      contacts.put(person(each), new Contact(each + "@example.com", null));
    }
  }

  private String broadcast(String more) {
    return post("\"workspace\": true, " + more);
  }

  private String post(String more) {
    return asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"type\": \"system_alert\", \"title\": \"To all\", " + more + "}")
        .post("/api/notifications")
        .then()
        .statusCode(201)
        .extract()
        .path("broadcastId");
  }

  private void prefer(String user, String preferences) {
    as(user)
        .contentType(ContentType.JSON)
        .body(preferences)
        .put("/api/notifications/preferences")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse explained(String user, String id) {
    return as(user).get("/api/notifications/" + id + "/explain").then().statusCode(200);
  }

  private void go() {
    courier.goOn();
  }

  private void work() {
    while (worker.round() > 0) {
      Thread.onSpinWait();
    }
  }

  private static void atOnce(int count, Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < count; i++) {
        running.add(threads.submit(work));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Who has got mail, as often as they have. */
  private static List<String> told() {
    return Arrays.stream(mail.getReceivedMessages()).map(BroadcastDeliveryTest::reader).toList();
  }

  private static String reader(MimeMessage message) {
    try {
      return message
          .getRecipients(Message.RecipientType.TO)[0]
          .toString()
          .replace("@example.com", "");
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private RecipientKey person(String id) {
    return new RecipientKey(workspace, id);
  }

  private void update(String statement) {
    sql.update(statement, workspace);
  }

  private long number(String query) {
    return sql.number(query, workspace);
  }

  private RequestSpecification as(String user) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private RequestSpecification asAdmin() {
    return given().auth().oauth2(Tokens.of("root", workspace).roles("ADMIN").mint());
  }
}
