package dev.tidings.notification.delivery;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.hasSize;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-X7: what is packaged, a jar or a native executable, does what the service is there for. */
@QuarkusIntegrationTest
@QuarkusTestResource(
    value = TidingsServers.class,
    restrictToAnnotatedClass = true,
    initArgs =
        @ResourceArg(
            name = "topics",
            value =
                "chat.room.v1,chat.user.v1,presence.status.v1,events.ingress.v1,notification.user.v1"))
@QuarkusTestResource(FreePorts.class)
class PackagedServiceIT {

  private static final ContractExamples CONTRACT = ContractExamples.of("notification-service");
  private static final String BROWSER_KEY =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  private final String workspace = "packaged-" + EventIds.uuidV7().next();

  private FreePorts ports;

  /** By a rule that comes with the service, to the list, a mail and a browser. */
  @Test
  void shouldMakeOfAnEventWhatTheRulesSayAndDeliverIt() throws IOException {
    var mail =
        new GreenMail(
            new ServerSetup(
                Integer.parseInt(ports.setting("tidings.notification.email.port")),
                "127.0.0.1",
                ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (var pushService = new Endpoint(URI.create(ports.setting(FreePorts.PUSH_SERVICE)));
        var kafka =
            TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), "notification.user.v1")) {
      as("admin", "ADMIN")
          .body("{\"email\": \"bob@example.com\"}")
          .put("/api/notifications/contacts/bob")
          .then()
          .statusCode(204);
      as("bob").get("/api/notifications/push/key").then().body("publicKey", hasLength(87));
      as("bob")
          .body(
              """
              {"endpoint": "%s/1", "keys": {"p256dh": "%s", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
              """
                  .formatted(pushService.address(), BROWSER_KEY))
          .put("/api/notifications/push/subscriptions")
          .then()
          .statusCode(204);

      kafka.publish(
          "events.ingress.v1",
          new CloudEvent(
              EventIds.uuidV7().next(),
              "/crm",
              "LEAD_ASSIGNED",
              Clock.systemUTC().instant(),
              null,
              workspace,
              Channel.of("lead", "42"),
              Map.of(),
              "{\"leadId\": \"42\", \"name\": \"Größe & <b>\", \"assigneeId\": \"bob\"}"
                  .getBytes(UTF_8)));

      CONTRACT.assertEventSatisfiesSchema(
          "NOTIFICATION", kafka.awaitEvent(workspace, "user:bob", "NOTIFICATION").data());
      CONTRACT.assertBodySatisfiesSchema(
          "notification-page", as("bob").get("/api/notifications").asByteArray());
      as("bob")
          .get("/api/notifications")
          .then()
          .body("items.title", contains("A lead is yours: Größe & <b>"));
      await("the mail").until(() -> mail.getReceivedMessages().length == 1);
      assertThat(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]))
          .contains("text/html", "text/plain");
      await("the push").until(() -> !pushService.received().isEmpty());
      assertThat(pushService.received().getFirst().header("Content-Encoding"))
          .isEqualTo("aes128gcm");
    } finally {
      mail.stop();
    }
  }

  @Test
  void shouldTakeWhatServicesPostAndWhatPeoplePrefer() {
    as("shop", "SERVICE")
        .header("Idempotency-Key", "key-1")
        .body("{\"userId\": \"carol\", \"type\": \"review\", \"title\": \"Once\"}")
        .post("/api/notifications")
        .then()
        .statusCode(201);
    as("carol").get("/api/notifications").then().body("items", hasSize(1));
    as("carol")
        .body(
            "{\"zone\": \"Europe/Berlin\", \"quietHours\": {\"from\": \"22:00\", \"to\": \"07:00\"}}")
        .put("/api/notifications/preferences")
        .then()
        .statusCode(200)
        .body("zone", equalTo("Europe/Berlin"));
    as("carol").get("/api/activity").then().statusCode(200);
    as("admin", "ADMIN").get("/api/notifications/rules").then().statusCode(200);
  }

  @Test
  void shouldAnswerOperatorsAndRefuseOthers() {
    await("readiness").untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    given().get("/q/metrics").then().statusCode(200).body(containsString("process_uptime_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/notifications"));
    given()
        .get("/api/notifications")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"));
    as("admin", "ADMIN")
        .body("{}")
        .post("/api/notifications")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation-failed"));
  }

  private RequestSpecification as(String user, String... roles) {
    return given()
        .auth()
        .oauth2(Tokens.of(user, workspace).roles(roles).mint())
        .contentType(ContentType.JSON);
  }
}
