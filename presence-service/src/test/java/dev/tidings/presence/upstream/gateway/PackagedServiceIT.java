package dev.tidings.presence.upstream.gateway;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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
                "gateway.connection.v1,gateway.signal.v1,directory.contact.v1,presence.status.v1"))
class PackagedServiceIT {

  private static final int LONG_LEASE = 600_000;
  private static final ContractExamples CONTRACT = ContractExamples.of("presence-service");

  private final Clock clock = Clock.systemUTC();
  private final String workspace = "packaged-" + EventIds.uuidV7().next();
  private final String gatewayId = EventIds.uuidV7().next();
  private final GatewayRecords gateway = new GatewayRecords(gatewayId);

  @Test
  void shouldShowWhoIsThereFromTheFirstConnectionToTheLast() {
    try (var kafka =
        TopicProbe.of(SharedServers.get().kafkaBootstrapServers(), "presence.status.v1")) {
      kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
      kafka.publish(
          gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
      CloudEvent event = kafka.awaitEvent(workspace, "workspace", "PRESENCE_UPDATE");
      CONTRACT.assertEventSatisfiesSchema("PRESENCE_UPDATE", event.data());
      CONTRACT.assertBodySatisfiesSchema(
          "presence-page", asBob().get("/api/realtime/online-users").asByteArray());
      asBob()
          .get("/api/realtime/online-users")
          .then()
          .body("items.userId", contains("alice"))
          .body("items[0].user.firstName", equalTo("Alice"));

      kafka.publish(
          GatewayRecords.signal(
              "PRESENCE_UPDATE",
              workspace,
              "alice",
              "s1-" + gatewayId,
              Map.of("status", "busy"),
              clock.instant()));
      await("the chosen status")
          .untilAsserted(
              () ->
                  asBob().get("/api/users/presence/alice").then().body("status", equalTo("busy")));
      kafka.publish(gateway.stopped(clock.instant()));
      await("the end")
          .untilAsserted(
              () ->
                  asBob().get("/api/users/presence/alice").then().body("isOnline", equalTo(false)));
      assertThat(kafka.events(workspace)).isNotEmpty();
    }
  }

  @Test
  void shouldAnswerOperatorsAndRefuseOthers() {
    await("readiness").untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    given().get("/q/metrics").then().statusCode(200).body(containsString("process_uptime_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/users/presence"));
    given()
        .get("/api/realtime/online-users")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"));
    asBob()
        .contentType(ContentType.JSON)
        .body("{")
        .post("/api/users/presence/lookup")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
  }

  private RequestSpecification asBob() {
    return given().auth().oauth2(Tokens.token("bob", workspace));
  }
}
