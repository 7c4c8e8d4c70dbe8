package dev.tidings.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tidings.notification.SettableClock;
import dev.tidings.notification.contact.Contact;
import dev.tidings.notification.contact.Contacts;
import dev.tidings.notification.email.MailText;
import dev.tidings.notification.email.MailTexts;
import dev.tidings.notification.feed.Action;
import dev.tidings.notification.feed.FeedFilter;
import dev.tidings.notification.feed.FeedQueries;
import dev.tidings.notification.feed.FeedService;
import dev.tidings.notification.feed.Handling;
import dev.tidings.notification.feed.NewNotification;
import dev.tidings.notification.feed.NotificationState;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.presence.PresentPeople;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-N3, R-N4, R-N5: what comes goes out by mail and webhook when it should, once, also where
 * workers die, and everybody can see why. A real mail server and a real endpoint; the test moves
 * the clock and is the only one that makes workers work.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
@QuarkusTestResource(FreePorts.class)
@TestProfile(DeliveryFlowTest.ByHand.class)
class DeliveryFlowTest {

  private static final EventIds IDS = EventIds.uuidV7();
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-01-15T22:30:00Z");
  private static final Instant MORNING = Instant.parse("2026-01-16T06:00:00Z");

  private static final String NIGHTS =
      """
      {"zone": "Europe/Berlin", "quietHours": {"from": "22:00", "to": "07:00"}}
      """;

  @Inject FeedService feed;
  @Inject FeedQueries queries;
  @Inject Contacts contacts;
  @Inject MailTexts mailTexts;
  @Inject PresentPeople people;
  @Inject DeliveryStep step;
  @Inject DeliveryWorker worker;
  @Inject Senders senders;
  @Inject MeterRegistry metrics;
  @Inject DeliveryRetention deliveryRetention;
  @Inject DeliveryConfig config;
  @Inject MutableClock clock;

  /** One for all tests: the service keeps connections. */
  private static GreenMail mail;

  private final String workspace = "delivery-" + IDS.next();
  private final RecipientKey bob = new RecipientKey(workspace, "bob");
  private final ContractExamples contract = ContractExamples.of("notification-service");
  private Endpoint endpoint;
  private Endpoint pushService;

  @BeforeEach
  void start() throws Exception {
    var settings = ConfigProvider.getConfig();
    if (mail == null) {
      mail =
          new GreenMail(
              new ServerSetup(
                  settings.getValue("tidings.notification.email.port", Integer.class),
                  "127.0.0.1",
                  ServerSetup.PROTOCOL_SMTP));
      mail.start();
    }
    endpoint =
        new Endpoint(settings.getValue("tidings.notification.webhook.webhook.url", URI.class));
    pushService = new Endpoint(settings.getValue(FreePorts.PUSH_SERVICE, URI.class));
    clock.set(NOON);
    contacts.put(bob, new Contact("bob@example.com", null));
  }

  /** Nothing may be left that another test would send. */
  @AfterEach
  void stop() throws FolderException {
    endpoint.answers(410, null);
    for (int round = 0; round < 3; round++) {
      clock.advance(Duration.ofDays(8));
      work();
    }
    endpoint.close();
    pushService.close();
    mail.purgeEmailFromAllMailboxes();
  }

  @AfterAll
  static void stopMail() {
    mail.stop();
  }

  @Test
  void shouldSendMailThatCanBeReadEverywhereAndHarmsNobody() throws Exception {
    add(
        new NewNotification(
            bob,
            "review",
            Priority.NORMAL,
            "Grüße von <Алиса>\r\nBcc: eve@example.com",
            "5 < 6 & \"you\"",
            null,
            List.of(new Action("Open", "/review/1"), new Action("Bad", "javascript:alert(1)")),
            "/reviews?id=1",
            JsonNodeFactory.instance.objectNode(),
            null));
    work();

    MimeMessage message = onlyMail();
    String all = GreenMailUtil.getWholeMessage(message);
    String text = body(message, "text/plain");
    String html = body(message, "text/html");
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(message.getSubject()).isEqualTo("Grüße von <Алиса> Bcc: eve@example.com");
    assertThat(text)
        .contains("5 < 6 & \"you\"", "https://app.example.com/reviews?id=1", "Thursday 15 January")
        .contains("Open: https://app.example.com/review/1");
    assertThat(html).contains("Grüße von &lt;Алиса&gt;", "5 &lt; 6 &amp;");
    assertThat(html).doesNotContain("<Алиса>");
    assertThat(text + html).doesNotContain("javascript:");
    assertThat(all).contains("Auto-Submitted: auto-generated");
    assertThat(message.getMessageID())
        .isEqualTo("<" + deliveryId(onlyId(), "email") + "@app.example.com>");
    asBob()
        .get("/api/notifications/" + onlyId() + "/explain")
        .then()
        .statusCode(200)
        .body("channels.find { it.channel == 'email' }.summary", containsString("handed over"))
        .body(
            "channels.find { it.channel == 'sms' }.summary",
            equalTo("This channel is not set up here."))
        .body(
            "channels.find { it.channel == 'webhook' }.decisions.verdict",
            equalTo(List.of("switched-off")));
  }

  /** R-N7: a rule may have the mail say something else than the list. */
  @Test
  void shouldMailWhatTheRuleSaysForMails() throws Exception {
    add(notification("review", "In the list"));
    mailTexts.put(
        List.of(UUID.fromString(onlyId())), new MailText("In the subject", "In the mail"));
    work();

    MimeMessage message = onlyMail();
    assertThat(message.getSubject()).isEqualTo("In the subject");
    assertThat(body(message, "text/plain")).contains("In the mail");
    assertThat(body(message, "text/html")).contains("In the mail");
  }

  @Test
  void shouldWaitForTheEndOfTheQuietUnlessItIsUrgent() throws Exception {
    prefer(NIGHTS);
    clock.set(EVENING);
    add(notification("review", "Waits"));
    add(notification("crisis_alert", Priority.URGENT, "Burns", Handling.PLAIN));
    work();
    assertThat(subjects()).containsExactly("Burns");
    assertThat(explained("Waits", "email"))
        .contains("It waits.", "Friday 16 January 2026, 07:00 (+01:00)");

    clock.set(MORNING.minusSeconds(1));
    work();
    assertThat(subjects()).containsExactly("Burns");
    clock.set(MORNING);
    work();
    assertThat(subjects()).containsExactly("Burns", "Waits");
  }

  @Test
  void shouldAskAgainWhatIsWantedWhenItIsDue() {
    prefer(NIGHTS);
    clock.set(EVENING);
    add(notification("review", "Unwanted"));
    add(notification("review", "Read"));
    add(notification("payment", "Moved"));
    feed.read(bob, id("Read"));
    prefer(
        """
        {"zone": "America/New_York", "quietHours": {"from": "22:00", "to": "07:00"},
         "types": {"review": {"email": {"enabled": false}}}}
        """);
    work();

    assertThat(subjects()).as("it is no night in New York").containsExactly("Moved");
    assertThat(explained("Unwanted", "email")).contains("did not go out", "switched email off");
    assertThat(explained("Read", "email")).contains("You had read it");
  }

  @Test
  void shouldGiveSomebodyActiveTheTimeToSeeItInTheApp() {
    people.told(List.of(new PresentPeople.Told(bob, true, NOON)));
    people.told(List.of(new PresentPeople.Told(bob, false, NOON.minusSeconds(1))));
    add(notification("review", "Seen"));
    add(notification("review", "Missed"));
    work();
    assertThat(subjects()).isEmpty();

    feed.read(bob, id("Seen"));
    clock.advance(config.graceWhileActive());
    work();

    assertThat(subjects()).containsExactly("Missed");
    assertThat(explained("Seen", "email")).contains("You had read it");
  }

  @Test
  void shouldPutADaysNotificationsIntoOneMail() throws Exception {
    prefer(
        """
        {"zone": "Europe/Berlin", "channels": {"email": {"digest": "daily"}}}
        """);
    add(notification("review", "One"));
    clock.advance(Duration.ofHours(3));
    add(notification("review", "Two"));
    add(notification("review", "Three"));
    feed.read(bob, id("Two"));
    work();
    assertThat(subjects()).isEmpty();
    assertThat(explained("One", "email")).contains("in a digest", "16 January 2026, 08:00");

    clock.set(Instant.parse("2026-01-16T07:00:00Z"));
    work();
    assertThat(onlyMail().getSubject()).isEqualTo("Tidings: 2 notifications");
    assertThat(body(onlyMail(), "text/plain")).contains("One", "Three").doesNotContain("Two");

    clock.advance(Duration.ofDays(3));
    work();
    assertThat(subjects()).as("a digest of nothing is not sent").hasSize(1);
  }

  @Test
  void shouldSayInADigestWhatIsSaidLast() throws Exception {
    prefer(
        """
        {"zone": "Europe/Berlin", "channels": {"email": {"digest": "daily"}}}
        """);
    for (String title : List.of("Review 1", "Review 2", "Review 3")) {
      add(notification("review", Priority.NORMAL, title, new Handling("doc:1", null, null)));
    }
    add(notification("review", "Other"));
    clock.set(Instant.parse("2026-01-16T07:00:00Z"));
    work();
    assertThat(onlyMail().getSubject()).isEqualTo("Tidings: 2 notifications");
    assertThat(body(onlyMail(), "text/plain"))
        .contains("Review 3", "Other")
        .doesNotContain("Review 1", "Review 2");
    assertThat(queries.unreadCount(bob).count()).isEqualTo(2);
  }

  /**
   * Exactly one digest per window: workers die after the claim, others come while the lease lasts
   * and after it, two at once, and the dead one's last word comes too late.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldSendOneDigestHoweverManyWorkersDie(int deaths) {
    prefer(
        """
        {"channels": {"email": {"digest": "hourly"}}}
        """);
    add(notification("review", "One"));
    clock.set(NOON.plus(Duration.ofHours(1)));
    var dead = new ArrayList<Claim>();
    for (int death = 0; death < deaths; death++) {
      Claim claim = own(step.claim());
      if (death % 2 == 0) {
        assertThat(step.prepare(claim)).isPresent();
      }
      dead.add(claim);
      work();
      assertThat(subjects()).as("the lease holds").isEmpty();
      clock.advance(config.lease());
    }
    add(notification("review", "Late"));
    workers(2);
    dead.forEach(claim -> step.settle(claim, new Outcome.Refused("too late")));
    work();
    assertThat(subjects()).containsExactly("One");

    clock.advance(Duration.ofHours(1));
    workers(2);
    assertThat(subjects()).containsExactly("One", "Late");
  }

  @Test
  void shouldSendEachOnceWithManyWorkers() {
    int count = 30;
    for (int i = 0; i < count; i++) {
      var person = new RecipientKey(workspace, "u" + i);
      contacts.put(person, new Contact("u" + i + "@example.com", null));
      add(notification(person, "review", Priority.NORMAL, "For " + i, Handling.PLAIN));
    }

    workers(4);

    assertThat(subjects())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, count).mapToObj(i -> "For " + i).toList());
  }

  /** R-X7: what a worker that is told to stop has not begun is others' at once, untried. */
  @Test
  void shouldLeaveToOthersWhatItHasNotBegunWhenItStops() throws InterruptedException {
    add(notification("review", "Left"));
    var stopped = new DeliveryWorker(step, senders, config, metrics);
    stopped.stop(null);
    stopped.work();
    stopped.seeThrough(List.of(own(step.claim())));
    assertThat(subjects()).isEmpty();

    work();
    assertThat(subjects()).containsExactly("Left");
    asAdmin()
        .get("/api/notifications/deliveries?userId=bob&channel=email")
        .then()
        .body("items.attempts", equalTo(List.of(1)));
  }

  /** A batch may take longer than a lease: what waits in it has a whole lease once it begins. */
  @Test
  void shouldRenewTheLeaseBeforeItSends() {
    add(notification("review", "Slow"));
    Claim slow = own(step.claim());
    clock.advance(config.lease().minusSeconds(1));
    assertThat(step.prepare(slow)).isPresent();
    clock.advance(config.lease().minusSeconds(1));
    assertThat(step.claim()).isEmpty();
    step.settle(slow, new Outcome.Sent());
    work();
    assertThat(subjects()).isEmpty();
  }

  @Test
  void shouldTurnAStormIntoADigest() throws Exception {
    for (int i = 0; i < config.floodLimit() + 5; i++) {
      add(notification("review", "Drop " + i));
    }
    work();
    assertThat(subjects()).hasSize(config.floodLimit());
    assertThat(explained("Drop 24", "email")).contains("So many came");

    clock.advance(config.floodWithin());
    work();
    assertThat(subjects()).hasSize(config.floodLimit() + 1).contains("Tidings: 5 notifications");
    assertThat(queries.unreadCount(bob).count()).isEqualTo(config.floodLimit() + 5);
  }

  @Test
  void shouldTryAgainThenGiveUpAndReplay() throws Exception {
    prefer(
        """
        {"channels": {"email": {"enabled": false}, "webhook": {"enabled": true}}}
        """);
    endpoint.answers(503, "7200");
    add(notification("payment", "Paid"));
    work();
    clock.advance(config.maxBackOff());
    work();
    assertThat(received()).as("the endpoint asked for two hours").hasSize(1);
    endpoint.answers(500, null);
    for (int attempt = 2; attempt <= config.attempts() + 2; attempt++) {
      clock.advance(config.maxBackOff());
      work();
    }
    assertThat(received()).hasSize(config.attempts());
    assertThat(explained("Paid", "webhook")).contains("could not be delivered");

    String failed =
        asAdmin()
            .get("/api/notifications/deliveries/failed")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].lastError", equalTo("The webhook answered 500"))
            .body("items[0].attempts", equalTo(config.attempts()))
            .extract()
            .path("items[0].id");
    asBob().get("/api/notifications/deliveries/failed").then().statusCode(403);
    stranger().post("/api/notifications/deliveries/" + failed + "/replay").then().statusCode(404);
    endpoint.answers(204, null);
    asAdmin()
        .post("/api/notifications/deliveries/" + failed + "/replay")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(1));
    work();

    assertThat(received()).hasSize(config.attempts() + 1);
    assertThat(received().stream().map(request -> request.header("webhook-id")))
        .as("a receiver can tell repetitions")
        .containsOnly(failed);
    assertThat(Json.mapper().readTree(received().getLast().body()).at("/data/userId").asText())
        .isEqualTo("bob");
    asAdmin().get("/api/notifications/deliveries/failed").then().body("items", empty());
    asAdmin()
        .post("/api/notifications/deliveries/replay?channel=webhook")
        .then()
        .body("replayed", equalTo(0));
  }

  @Test
  void shouldTryAgainWhenTheMailServerIsBack() {
    mail.stop();
    add(notification("review", "Patient"));
    work();
    assertThat(explained("Patient", "email")).contains("tried again");
    mail.start();
    for (int attempt = 2; attempt < config.attempts() && subjects().isEmpty(); attempt++) {
      clock.advance(config.maxBackOff());
      work();
    }

    assertThat(subjects()).containsExactly("Patient");
  }

  @Test
  void shouldKeepOutOfTheListWhatIsNotWantedThere() {
    prefer(
        """
        {"types": {"promotion": {"in_app": {"enabled": false}}}}
        """);
    add(notification("promotion", "Only by mail"));
    work();

    assertThat(subjects()).containsExactly("Only by mail");
    assertThat(queries.page(bob, new FeedFilter(false, null), null, 10).items()).isEmpty();
    assertThat(queries.unreadCount(bob).count()).isZero();
  }

  @Test
  void shouldComeWhenItIsScheduledAndNeverWhenItIsTooLate() {
    Instant later = NOON.plus(Duration.ofHours(2));
    add(notification("tour", Priority.NORMAL, "Later", new Handling(null, later, null)));
    add(
        notification(
            "tour", Priority.NORMAL, "Never", new Handling(null, later, later.minusSeconds(1))));
    work();
    assertThat(queries.unreadCount(bob).count()).isZero();
    assertThat(subjects()).isEmpty();

    clock.set(later);
    work();
    assertThat(titles()).containsExactly("Later");
    assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
    assertThat(subjects()).containsExactly("Later");
  }

  @Test
  void shouldSendOneOfAKeyWhileItWaits() {
    prefer(NIGHTS);
    clock.set(EVENING);
    for (String title : List.of("First", "Second")) {
      add(notification("review", Priority.NORMAL, title, new Handling("doc:1", null, null)));
    }
    clock.set(MORNING);
    work();
    add(notification("review", Priority.NORMAL, "Third", new Handling("doc:1", null, null)));
    work();

    assertThat(subjects())
        .as("what is said last goes out, once")
        .containsExactly("Second", "Third");
    assertThat(titles()).as("the newest stands for all").containsExactly("Third");
    String third = id("Third").toString();
    asBob()
        .get("/api/notifications")
        .then()
        .body("items[0].count", equalTo(3))
        .body("items[0].replaces", notNullValue());
    feed.read(bob, UUID.fromString(third));
    assertThat(queries.unreadCount(bob).count()).isZero();
  }

  /** R-N3: Web Push, from the browser's subscription to its end. */
  @Test
  void shouldPushToBrowsersUntilTheyAreGone() {
    String browser = pushService.address() + "/1";
    String subscription =
        """
        {"endpoint": "%s", "expirationTime": null,
         "keys": {"p256dh": "%s", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
        """;
    String key =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    asBob().get("/api/notifications/push/key").then().body("publicKey", hasLength(87));
    for (String wrong :
        List.of(
            subscription.formatted("https://169.254.169.254/latest", key),
            subscription.formatted(browser, "AAAA"),
            "{}")) {
      subscribe(wrong).then().statusCode(400);
    }
    prefer("{\"channels\": {\"email\": {\"enabled\": false}}}");
    add(notification("review", "Before"));
    subscribe(subscription.formatted(browser, key)).then().statusCode(204);
    subscribe(subscription.formatted(browser, key)).then().statusCode(204);
    add(notification("review", "Pushed"));
    work();
    assertThat(explained("Before", "push")).contains("No address of yours");
    assertThat(pushService.received()).hasSize(1);
    assertThat(pushService.received().getFirst().header("Content-Encoding")).isEqualTo("aes128gcm");

    pushService.answers(410, null);
    add(notification("review", "Gone"));
    work();
    add(notification("review", "After"));
    work();

    assertThat(explained("Gone", "push")).contains("could not be delivered");
    assertThat(explained("After", "push")).contains("No address of yours");
    assertThat(pushService.received()).hasSize(2);
    pushService.answers(201, null);
    subscribe(subscription.formatted(browser, key)).then().statusCode(204);
    asBob()
        .queryParam("endpoint", browser)
        .delete("/api/notifications/push/subscriptions")
        .then()
        .statusCode(204);
    add(notification("review", "Unsubscribed"));
    work();
    assertThat(pushService.received()).hasSize(2);
  }

  /** R-N1: what services post comes to everybody once, however often they repeat it. */
  @Test
  void shouldPostOncePerKey() throws Exception {
    String request =
        """
        {"userIds": ["carol", "bob", "carol"], "type": "task_assigned", "title": " A task ",
         "priority": "high", "link": "/tasks/1", "data": {"taskId": "1"}}
        """;
    byte[] first = post(request, "key-1").then().statusCode(201).extract().asByteArray();
    contract.assertBodySatisfiesSchema("posted-notifications", first);
    byte[] again =
        post(request, "key-1")
            .then()
            .statusCode(200)
            .header("Idempotency-Replayed", "true")
            .extract()
            .asByteArray();
    post(request.replace("A task", "Another"), "key-1")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));

    assertThat(Json.mapper().readTree(again)).isEqualTo(Json.mapper().readTree(first));
    assertThat(titles()).containsExactly("A task");
    var carol = new RecipientKey(workspace, "carol");
    assertThat(queries.unreadCount(carol).count()).isEqualTo(1);
    post(request, null).then().statusCode(201);
    assertThat(titles()).containsExactly("A task", "A task");
    asBob()
        .contentType(ContentType.JSON)
        .body(request)
        .post("/api/notifications")
        .then()
        .statusCode(403);
  }

  @Test
  void shouldNameEveryFaultOfAPost() {
    post(
            """
            {"userId": "b o b", "type": "Bad", "title": " ", "priority": "max",
             "image": "data:x", "link": "javascript:alert(1)", "data": [],
             "actions": [{"label": "", "url": "//evil.example"}],
             "expiresAt": "2020-01-01T00:00:00Z"}
            """,
            null)
        .then()
        .statusCode(400)
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/userId",
                "/type",
                "/title",
                "/priority",
                "/image",
                "/link",
                "/data",
                "/actions/0/label",
                "/actions/0/url",
                "/expiresAt"));
    post("{}", null).then().statusCode(400);
    post("{\"userId\": \"bob\", \"type\": \"t\", \"title\": \"t\"}", "k".repeat(201))
        .then()
        .statusCode(400);
  }

  /** R-N1: what is snoozed is gone, and comes back to be read, once, whatever else is done. */
  @Test
  void shouldComeBackWhenItIsNoLongerSnoozed() {
    add(notification("review", "Now"));
    add(notification("review", "Later"));
    work();
    String later = id("Later").toString();
    Instant evening = NOON.plus(Duration.ofHours(6));
    change(later, "snoozed\", \"until\": \"" + evening)
        .then()
        .statusCode(200)
        .body("snoozedUntil", equalTo("2026-01-15T18:00:00.000Z"))
        .body("readAt", nullValue());
    assertThat(titles()).containsExactly("Now");
    assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
    asBob().get("/api/notifications?state=snoozed").then().body("items.id", contains(later));
    assertThat(explained(later)).contains("It waits.", "Thursday 15 January 2026, 18:00");
    work();
    feed.readAll(bob);

    clock.set(evening);
    workers(2);
    assertThat(titles()).containsExactly("Later", "Now");
    assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
    asBob().get("/api/notifications?unread=true").then().body("items.id", contains(later));
    assertThat(subjects()).as("in the list alone").containsExactlyInAnyOrder("Now", "Later");

    Instant night = NOON.plus(Duration.ofHours(10));
    change(later, "snoozed\", \"until\": \"" + night).then().statusCode(200);
    change(later, "read").then().statusCode(200).body("readAt", notNullValue());
    assertThat(titles()).containsExactly("Later", "Now");
    clock.set(night);
    work();
    assertThat(queries.unreadCount(bob).count()).isZero();
    assertThat(explained(later)).contains("handed over");
  }

  @Test
  void shouldKeepASnoozedOneQuietOnEveryChannel() {
    prefer(NIGHTS);
    clock.set(EVENING);
    add(notification("review", "Asleep"));
    Instant noon = MORNING.plus(Duration.ofHours(6));
    feed.change(bob, List.of(id("Asleep")), NotificationState.SNOOZED, noon);
    clock.set(MORNING);
    work();
    assertThat(subjects()).isEmpty();
    clock.set(noon);
    work();
    assertThat(subjects()).containsExactly("Asleep");
    assertThat(titles()).containsExactly("Asleep");
  }

  /** R-N1: changes of many at once name every fault, and only what is one's own. */
  @Test
  void shouldChangeManyAtOnce() {
    for (String title : List.of("One", "Two", "Three")) {
      add(
          notification(
              title.equals("Two") ? "payment" : "review",
              title.equals("One") ? Priority.LOW : Priority.HIGH,
              title,
              Handling.PLAIN));
      clock.advance(Duration.ofMinutes(1));
    }
    String one = id("One").toString();
    String two = id("Two").toString();
    changeMany(
            "{\"ids\": [\"%s\", \"%s\", \"%s\"], \"state\": \"archived\"}"
                .formatted(one, two, IDS.next()))
        .then()
        .statusCode(200)
        .body("items.title", containsInAnyOrder("One", "Two"));
    assertThat(titles()).containsExactly("Three");
    asBob()
        .get("/api/notifications?state=archived")
        .then()
        .body("items.title", contains("Two", "One"));
    changeMany("{\"ids\": [\"%s\"], \"state\": \"unread\"}".formatted(one)).then().statusCode(200);
    assertThat(queries.unreadCount(bob).count()).isEqualTo(2);
    for (var filter :
        Map.of(
                "priority=high", List.of("Three"),
                "priority=low,normal", List.of("One"),
                "priority=low&priority=high", List.of("Three", "One"),
                "since=2026-01-15T12:01:30Z", List.of("Three"),
                "q=THRE", List.of("Three"),
                "type=payment", List.<String>of(),
                "unread=true", List.of("Three", "One"))
            .entrySet()) {
      List<String> found = asBob().get("/api/notifications?" + filter.getKey()).path("items.title");
      assertThat(found).as(filter.getKey()).isEqualTo(filter.getValue());
    }
    stranger().get("/api/notifications").then().body("items", empty());
    for (String wrong :
        List.of(
            "{\"ids\": [], \"state\": \"read\"}",
            "{\"ids\": [\"x\"], \"state\": \"read\"}",
            "{\"ids\": [\"" + one + "\"]}",
            "{\"ids\": [\"" + one + "\"], \"state\": \"snoozed\"}",
            "{\"ids\": [\""
                + one
                + "\"], \"state\": \"snoozed\", \"until\": \"2020-01-01T00:00:00Z\"}",
            "{\"ids\": [\""
                + one
                + "\"], \"state\": \"read\", \"until\": \"2027-01-01T00:00:00Z\"}")) {
      changeMany(wrong).then().statusCode(400).body("code", equalTo("validation-failed"));
    }
    for (String wrong :
        List.of(
            "priority=max",
            "since=today",
            "q=" + "x".repeat(201),
            "state=deleted",
            "state=archived&unread=true")) {
      asBob().get("/api/notifications?" + wrong).then().statusCode(400);
    }
    asBob().delete("/api/notifications").then().statusCode(400);
    given()
        .auth()
        .oauth2(Tokens.token("carol", workspace))
        .contentType(ContentType.JSON)
        .body("{\"state\": \"read\"}")
        .patch("/api/notifications/" + one)
        .then()
        .statusCode(404);
    asBob().delete("/api/notifications?id=" + one).then().body("deleted", equalTo(1));
    assertThat(queries.unreadCount(bob).count()).isEqualTo(1);
    feed.readAll(bob);
    asBob().delete("/api/notifications?read=true").then().body("deleted", equalTo(1));
    assertThat(titles()).isEmpty();
  }

  /** R-N5: also a flood of one type alone. */
  @Test
  void shouldTurnAFloodOfATypeIntoADigest() {
    for (int i = 0; i < 5; i++) {
      add(notification("promotion", "Offer " + i));
      add(notification("review", "Review " + i));
    }
    work();
    assertThat(subjects())
        .filteredOn(subject -> subject.startsWith("Offer"))
        .containsExactlyInAnyOrder("Offer 0", "Offer 1", "Offer 2");
    assertThat(subjects()).filteredOn(subject -> subject.startsWith("Review")).hasSize(5);
    clock.advance(config.floodWithin());
    work();
    assertThat(subjects()).contains("Tidings: 2 notifications");
  }

  @Test
  void shouldShowAdministratorsWhatIsOnItsWay() {
    add(notification("review", "Shown"));
    work();
    String path = "/api/notifications/deliveries?userId=bob";
    asAdmin()
        .get(path + "&channel=email&state=sent")
        .then()
        .statusCode(200)
        .body("items.channel", contains("email"))
        .body("items.state", contains("sent"));
    asAdmin().get(path + "&state=failed").then().body("items", empty());
    stranger().get(path).then().body("items", empty());
    asBob().get(path).then().statusCode(403);
    asAdmin().get("/api/notifications/deliveries").then().statusCode(400);
    asAdmin().get(path + "&state=lost").then().statusCode(400);

    clock.advance(config.kept().plusDays(1));
    deliveryRetention.clear();
    asAdmin().get(path).then().body("items", empty());
    assertThat(titles()).containsExactly("Shown");
  }

  @Test
  void shouldShowAndCheckPreferences() {
    byte[] standard = asBob().get("/api/notifications/preferences").asByteArray();
    contract.assertBodySatisfiesSchema("preferences", standard);
    asBob()
        .contentType(ContentType.JSON)
        .body(standard)
        .put("/api/notifications/preferences")
        .then()
        .statusCode(200);
    assertThat(asBob().get("/api/notifications/preferences").asByteArray()).isEqualTo(standard);
    asBob()
        .contentType(ContentType.JSON)
        .body(
            """
            {"zone": "Mars/Olympus", "quietHours": {"from": "25:00", "to": "07:00", "days": ["x"]},
             "channels": {"pigeon": {}, "in_app": {"digest": "daily"}},
             "types": {"Bad Type": {}}}
            """)
        .put("/api/notifications/preferences")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/zone",
                "/quietHours/from",
                "/quietHours/days/0",
                "/channels/pigeon",
                "/channels/in_app/digest",
                "/types/Bad Type"));
    given().get("/api/notifications/preferences").then().statusCode(401);
  }

  @Test
  void shouldExplainToTheOwnerOnly() {
    add(notification("review", "Private"));
    String path = "/api/notifications/" + onlyId() + "/explain";

    contract.assertBodySatisfiesSchema("explanation", asBob().get(path).asByteArray());
    stranger().get(path).then().statusCode(404);
    given().auth().oauth2(Tokens.token("carol", workspace)).get(path).then().statusCode(404);
    asBob().get("/api/notifications/nonsense/explain").then().statusCode(404);
  }

  @Test
  void shouldLearnAddressesFromTokensAndServicesOnly() {
    var carol = new RecipientKey(workspace, "carol");
    given()
        .auth()
        .oauth2(Tokens.of("carol", workspace).claim("email", "carol@example.com").mint())
        .get("/api/notifications/preferences")
        .then()
        .statusCode(200);
    assertThat(contacts.of(carol).email()).isEqualTo("carol@example.com");
    String path = "/api/notifications/contacts/carol";
    String other = "{\"email\": \"c@example.org\", \"phone\": \"+4930123456\"}";
    asBob().contentType(ContentType.JSON).body(other).put(path).then().statusCode(403);
    asAdmin().contentType(ContentType.JSON).body(other).put(path).then().statusCode(204);
    assertThat(contacts.of(carol)).isEqualTo(new Contact("c@example.org", "+4930123456"));
    asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"email\": \"a@b.example, eve@example.com\"}")
        .put(path)
        .then()
        .statusCode(400);
  }

  private void add(NewNotification made) {
    feed.add(List.of(made));
  }

  private NewNotification notification(String type, String title) {
    return notification(type, Priority.NORMAL, title, Handling.PLAIN);
  }

  private NewNotification notification(
      String type, Priority priority, String title, Handling handling) {
    return notification(bob, type, priority, title, handling);
  }

  private static NewNotification notification(
      RecipientKey person, String type, Priority priority, String title, Handling handling) {
    return new NewNotification(
        person,
        type,
        priority,
        title,
        "",
        null,
        List.of(),
        null,
        JsonNodeFactory.instance.objectNode(),
        null,
        handling);
  }

  private void work() {
    while (worker.round() > 0) {
      Thread.onSpinWait();
    }
  }

  private void workers(int count) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(threads.submit(this::work));
      }
      for (Future<?> work : running) {
        work.get();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Response change(String id, String state) {
    return asBob()
        .contentType(ContentType.JSON)
        .body("{\"state\": \"" + state + "\"}")
        .patch("/api/notifications/" + id);
  }

  private Response changeMany(String change) {
    return asBob().contentType(ContentType.JSON).body(change).patch("/api/notifications");
  }

  private String explained(String id) {
    return asBob()
        .get("/api/notifications/" + id + "/explain")
        .path("channels.find { it.channel == 'in_app' }.summary");
  }

  private Claim own(List<Claim> claims) {
    return claims.stream()
        .filter(claim -> claim.person().equals(bob))
        .reduce(
            (_, _) -> {
              throw new AssertionError("more than one");
            })
        .orElseThrow();
  }

  private Response post(String body, String key) {
    RequestSpecification request = asAdmin().contentType(ContentType.JSON).body(body);
    return (key == null ? request : request.header("Idempotency-Key", key))
        .post("/api/notifications");
  }

  private Response subscribe(String subscription) {
    return asBob()
        .contentType(ContentType.JSON)
        .body(subscription)
        .put("/api/notifications/push/subscriptions");
  }

  private void prefer(String preferences) {
    asBob()
        .contentType(ContentType.JSON)
        .body(preferences)
        .put("/api/notifications/preferences")
        .then()
        .statusCode(200);
  }

  private List<Endpoint.Received> received() {
    return endpoint.received();
  }

  private List<String> subjects() {
    return Arrays.stream(mail.getReceivedMessages())
        .map(
            message -> {
              try {
                return message.getSubject();
              } catch (MessagingException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private MimeMessage onlyMail() {
    assertThat(mail.getReceivedMessages()).hasSize(1);
    return mail.getReceivedMessages()[0];
  }

  private static String body(MimeMessage message, String type) throws Exception {
    return part(message, type);
  }

  private static String part(Part part, String type) throws Exception {
    if (part.isMimeType(type)) {
      return (String) part.getContent();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String found = part(parts.getBodyPart(i), type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private List<String> titles() {
    return queries.page(bob, new FeedFilter(false, null), null, 100).items().stream()
        .map(item -> item.title())
        .toList();
  }

  private String onlyId() {
    return queries.page(bob, new FeedFilter(false, null), null, 2).items().getFirst().id();
  }

  private UUID id(String title) {
    return queries.page(bob, new FeedFilter(false, null), null, 100).items().stream()
        .filter(item -> item.title().equals(title))
        .map(item -> UUID.fromString(item.id()))
        .findFirst()
        .orElseThrow();
  }

  private String explained(String title, String channel) {
    return asBob()
        .get("/api/notifications/" + id(title) + "/explain")
        .path("channels.find { it.channel == '" + channel + "' }.summary");
  }

  private String deliveryId(String id, String channel) {
    return asBob()
        .get("/api/notifications/" + id + "/explain")
        .path("channels.find { it.channel == '" + channel + "' }.deliveries[0].id");
  }

  private RequestSpecification asBob() {
    return given().auth().oauth2(Tokens.token("bob", workspace));
  }

  private RequestSpecification asAdmin() {
    return given().auth().oauth2(Tokens.of("root", workspace).roles("ADMIN").mint());
  }

  private RequestSpecification stranger() {
    return given().auth().oauth2(Tokens.of("bob", "other-" + workspace).roles("ADMIN").mint());
  }

  /** No consumer, no relay, no scheduler: the test does what happens. */
  public static final class ByHand implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          SettableClock.PROPERTY,
          "true",
          "tidings.notification.delivery.flood-limits.promotion",
          "3",
          "quarkus.scheduler.enabled",
          "false",
          "tidings.outbox.enabled",
          "false",
          "mp.messaging.incoming.chat-rooms.enabled",
          "false",
          "mp.messaging.incoming.chat-users.enabled",
          "false",
          "mp.messaging.incoming.presence.enabled",
          "false");
    }
  }
}
