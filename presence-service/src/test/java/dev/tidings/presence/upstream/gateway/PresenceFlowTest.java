package dev.tidings.presence.upstream.gateway;

import static dev.tidings.platform.testkit.Patience.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import dev.tidings.presence.PresenceConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R-P2, R-P4: real records of a gateway become a status that REST answers and Kafka announces. Each
 * test has a workspace and a gateway of its own.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class PresenceFlowTest {

  private static final String STATUS = "presence.status.v1";
  private static final String DEAD_LETTERS = "gateway.connection.v1.presence-service.dlq";
  private static final int LONG_LEASE = 600_000;
  private static final EventIds IDS = EventIds.uuidV7();

  @Inject MeterRegistry metrics;
  @Inject PresenceConfig config;

  private final ContractExamples contract = ContractExamples.of("presence-service");
  private final Clock clock = Clock.systemUTC();
  private final String workspace = "flow-" + IDS.next();
  private final String gatewayId = IDS.next();
  private final GatewayRecords gateway = new GatewayRecords(gatewayId);
  private TopicProbe kafka;

  @BeforeEach
  void watch() {
    kafka =
        TopicProbe.of(
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
            STATUS,
            DEAD_LETTERS);
  }

  @AfterEach
  void stopWatching() {
    kafka.publish(gateway.stopped(clock.instant()));
    kafka.close();
  }

  @Test
  void shouldAnnounceAndListWhoConnects() {
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    kafka.publish(gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));

    CloudEvent event = kafka.awaitEvent(workspace, "workspace", "PRESENCE_UPDATE");

    contract.assertEventSatisfiesSchema("PRESENCE_UPDATE", event.data());
    assertThat(event.subject()).isEqualTo("user:alice");
    assertThat(event.source()).isEqualTo("/presence-service");
    byte[] page =
        asUser("bob")
            .get("/api/realtime/online-users")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    contract.assertBodySatisfiesSchema("presence-page", page);
    asUser("bob")
        .get("/api/realtime/online-users")
        .then()
        .body("items.userId", contains("alice"))
        .body("items[0].isOnline", equalTo(true))
        .body("items[0].status", equalTo("online"))
        .body("items[0].user.firstName", equalTo("Alice"));
    asUser("bob")
        .get("/realtime/presence/workspace/" + workspace)
        .then()
        .body("items.userId", contains("alice"));
    byte[] alice = asUser("bob").get("/api/users/presence/alice").asByteArray();
    contract.assertBodySatisfiesSchema("presence", alice);
    asUser("bob")
        .get("/realtime/presence/user/alice/workspace/" + workspace)
        .then()
        .body("isOnline", equalTo(true));
  }

  @Test
  void shouldShowNobodyOfferedByAnotherWorkspace() {
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    kafka.publish(gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.awaitEvent(workspace, "workspace", "PRESENCE_UPDATE");

    var stranger = given().auth().oauth2(Tokens.token("eve", "other-" + workspace));

    stranger.get("/api/realtime/online-users").then().body("items", empty());
    stranger
        .get("/api/users/presence/alice")
        .then()
        .statusCode(200)
        .body("isOnline", equalTo(false))
        .body("lastSeenAt", nullValue())
        .body("user.firstName", nullValue());
    stranger.get("/realtime/presence/workspace/" + workspace).then().statusCode(404);
    stranger
        .get("/realtime/presence/user/alice/workspace/" + workspace)
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
    given().get("/api/realtime/online-users").then().statusCode(401);
  }

  @Test
  void shouldGoOfflineOnceAfterTheLastConnectionCloses() {
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    kafka.publish(gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.publish(gateway.opened("s2-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.publish(gateway.closed("s1-" + gatewayId, workspace, "alice", clock.instant()));
    kafka.publish(gateway.closed("s2-" + gatewayId, workspace, "alice", clock.instant()));

    awaitStatuses("online", "offline");

    asUser("bob").get("/api/users/presence/alice").then().body("isOnline", equalTo(false));
    asUser("bob").get("/api/realtime/online-users").then().body("items", empty());
  }

  /** The redelivered record must be handled before the grace of the real close has ended. */
  @Test
  void shouldNotFlickerAtAReconnectOrARedelivery() {
    ProducerRecord<byte[], byte[]> first =
        gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant());
    ProducerRecord<byte[], byte[]> close =
        gateway.closed("s1-" + gatewayId, workspace, "alice", clock.instant());
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    kafka.publish(first);
    kafka.publish(close);
    kafka.publish(gateway.opened("s2-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.publish(close);
    kafka.publish(first);
    kafka.publish(gateway.closed("s2-" + gatewayId, workspace, "alice", clock.instant()));

    awaitStatuses("online", "offline");
  }

  @Test
  void shouldShowUsersOfAKilledGatewayOffline() {
    kafka.publish(gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.publish(gateway.lease(1_000, clock.instant()));

    awaitStatuses("online", "offline");
  }

  @Test
  void shouldShowUsersOfAStoppedGatewayOffline() {
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    kafka.publish(gateway.opened("s1-" + gatewayId, workspace, "alice", "Alice", clock.instant()));
    kafka.publish(gateway.stopped(clock.instant()));

    awaitStatuses("online", "offline");
  }

  @Test
  void shouldPutPoisonAsideSkipTheUnknownAndGoOn() {
    double skippedBefore = skipped();
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    ProducerRecord<byte[], byte[]> poison =
        gateway.record(
            "CONNECTION_OPENED",
            workspace,
            Channel.of("user", "alice"),
            "s1",
            Map.of("sessionId", "s1"));
    kafka.publish(poison);
    kafka.publish(
        gateway.record(
            "SOMETHING_NEW", workspace, Channel.of("user", "alice"), "s1", Map.of("a", 1)));
    kafka.publish(
        gateway.record(
            "CONNECTION_OPENED",
            workspace,
            Channel.of("user", "bob"),
            "s2-" + gatewayId,
            Map.of(
                "sessionId",
                "s2-" + gatewayId,
                "userId",
                "bob",
                "gatewayId",
                gatewayId,
                "at",
                "2026-01-31T09:05:00.000Z",
                "somethingNew",
                List.of(1))));

    CloudEvent event = kafka.awaitEvent(workspace, "workspace", "PRESENCE_UPDATE");
    var letter =
        kafka.await(
            "the dead letter",
            record ->
                record.topic().equals(DEAD_LETTERS)
                    && gatewayId.equals(new String(record.key(), UTF_8)));

    assertThat(event.subject()).isEqualTo("user:bob");
    assertThat(letter.value()).isEqualTo(poison.value());
    assertThat(new String(letter.headers().lastHeader("reason").value(), UTF_8))
        .contains("CONNECTION_OPENED");
    assertThat(skipped()).isEqualTo(skippedBefore + 1);
  }

  @Test
  void shouldPageWhoIsOnline() {
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    for (String user : List.of("carol", "alice", "bob")) {
      kafka.publish(gateway.opened(user + "-" + gatewayId, workspace, user, user, clock.instant()));
    }
    await().until(() -> announced("workspace").size() == 3);

    String cursor =
        asUser("alice")
            .queryParam("limit", 2)
            .get("/api/realtime/online-users")
            .then()
            .body("items.userId", contains("alice", "bob"))
            .extract()
            .path("nextCursor");

    asUser("alice")
        .queryParam("limit", 2)
        .queryParam("cursor", cursor)
        .get("/api/realtime/online-users")
        .then()
        .body("items.userId", contains("carol"))
        .body("nextCursor", nullValue());
    asUser("alice")
        .queryParam("cursor", "%%%")
        .get("/api/realtime/online-users")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  /** R-P5: whoever watches a person hears of them, however many are online. */
  @Test
  void shouldTellEverybodyOnlyWhileFewAreOnline() {
    kafka.publish(gateway.lease(LONG_LEASE, clock.instant()));
    int many = config.broadcastLimit() + 50;
    for (int i = 0; i < many; i++) {
      kafka.publish(
          gateway.opened("s" + i + "-" + gatewayId, workspace, "u" + i, "U", clock.instant()));
    }

    for (String last : List.of("u0", "u" + (many - 1))) {
      kafka.awaitEvent(workspace, "presence:" + last, "PRESENCE_UPDATE");
    }

    assertThat(announced("workspace")).hasSizeLessThanOrEqualTo(config.broadcastLimit());
    assertThat(
            kafka.events(workspace).stream()
                .filter(event -> event.type().equals("PRESENCE_UPDATE"))
                .map(event -> event.channel().value()))
        .filteredOn(channel -> channel.startsWith("presence:"))
        .doesNotHaveDuplicates()
        .hasSize(many);
  }

  private double skipped() {
    return metrics.counter("tidings.upstream.skipped", "producer", "gateway").count();
  }

  private RequestSpecification asUser(String user) {
    return given().auth().oauth2(Tokens.token(user, workspace));
  }

  private void awaitStatuses(String... statuses) {
    await()
        .untilAsserted(
            () ->
                assertThat(announced("workspace"))
                    .extracting(PresenceFlowTest::status)
                    .containsExactly(statuses));
  }

  private List<CloudEvent> announced(String channel) {
    return kafka.events(workspace).stream()
        .filter(event -> event.channel().value().equals(channel))
        .toList();
  }

  private static String status(CloudEvent event) {
    try {
      return Json.mapper().readTree(event.data()).path("status").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
