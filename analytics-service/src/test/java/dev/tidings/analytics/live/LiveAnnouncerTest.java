package dev.tidings.analytics.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.Database;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * R-A5: what is announced when. The buckets are of a day far ahead, so that the service's own
 * ticker leaves them alone.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class LiveAnnouncerTest {

  private static final Instant NOON = Instant.parse("2099-03-01T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2099-03-02T00:00:00Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject LiveAnnouncer announcer;
  @Inject LiveCounters counters;
  @Inject AgroalDataSource dataSource;
  @Inject Database database;
  @Inject EventIds ids;

  private String workspace;
  private TopicProbe probe;

  @BeforeEach
  void watch() {
    workspace = "w-" + ids.next();
    probe = TopicProbe.of(bootstrap, LiveTopics.LIVE);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void shouldAnnounceABusyBucketThenAnEmptyOneThenNothing() {
    count("v1", NOON.plusSeconds(1), true);
    count("v1", NOON.plusSeconds(2), true);
    count("v2", NOON.plusSeconds(3), false);

    announcer.announce(NOON.plusSeconds(4));
    announcer.announce(NOON.plusSeconds(5));
    announcer.announce(NOON.plusSeconds(10));
    announcer.announce(NOON.plusSeconds(15));
    announcer.announce(NOON.plusSeconds(20));

    assertThat(announced(2))
        .containsExactly(
            "2099-03-01T12:00:00.000Z 2 2 1 of 2099-03-01T00:00:00.000Z 2 2 1",
            "2099-03-01T12:00:05.000Z 0 0 0 of 2099-03-01T00:00:00.000Z 2 2 1");
    assertThat(unpublished()).isEmpty();
  }

  @Test
  void shouldAnnounceALateHitByTheSameBucketAgain() {
    count("v1", NOON, true);
    announcer.announce(NOON.plusSeconds(5));
    count("v2", NOON.plusSeconds(1), true);
    announcer.announce(NOON.plusSeconds(10));

    assertThat(announced(3))
        .containsExactly(
            "2099-03-01T12:00:00.000Z 1 1 0 of 2099-03-01T00:00:00.000Z 1 1 0",
            "2099-03-01T12:00:00.000Z 2 2 0 of 2099-03-01T00:00:00.000Z 2 2 0",
            "2099-03-01T12:00:05.000Z 0 0 0 of 2099-03-01T00:00:00.000Z 2 2 0");
  }

  @Test
  void shouldStartTheDaysTotalsAnewAtMidnight() {
    count("v1", MIDNIGHT.minusMillis(1), true);
    announcer.announce(MIDNIGHT);
    count("v1", MIDNIGHT.plusMillis(4999), true);
    announcer.announce(MIDNIGHT.plusSeconds(5));

    assertThat(announced(2))
        .containsExactly(
            "2099-03-01T23:59:55.000Z 1 1 0 of 2099-03-02T00:00:00.000Z 0 0 0",
            "2099-03-02T00:00:00.000Z 1 1 0 of 2099-03-02T00:00:00.000Z 1 1 0");
  }

  /** Replicas announce at the same time; each bucket goes out once, in order. */
  @Test
  void shouldAnnounceEachBucketOnceForAllReplicas() throws Exception {
    for (int bucket = 0; bucket < 20; bucket++) {
      count("v" + bucket, NOON.plusSeconds(5L * bucket), true);
    }

    Callable<Void> announce =
        () -> {
          announcer.announce(NOON.plusSeconds(100));
          return null;
        };
    try (var replicas = Executors.newFixedThreadPool(4)) {
      for (var announced : replicas.invokeAll(List.of(announce, announce, announce, announce))) {
        announced.get();
      }
    }

    assertThat(announced(20))
        .extracting(update -> update.substring(0, 24))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** Another transaction counts while a bucket is announced: its hit is in this or the next. */
  @Test
  void shouldLoseNoHitThatIsCountedMeanwhile() throws Exception {
    int hits = 60;
    Callable<Void> count =
        () -> {
          for (int i = 0; i < hits; i++) {
            count("v" + i, NOON, true);
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(1)) {
      var counting = threads.submit(count);
      while (!counting.isDone()) {
        announcer.announce(NOON.plusSeconds(5));
      }
      counting.get();
    }
    announcer.announce(NOON.plusSeconds(5));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(updates().filter(update -> update.startsWith("2099-03-01T12:00:00")))
                    .last()
                    .asString()
                    .startsWith("2099-03-01T12:00:00.000Z 60 60 0"));
  }

  private void count(String visitor, Instant at, boolean pageview) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (var connection = dataSource.getConnection()) {
                counters.add(
                    connection, List.of(new Counted(workspace, "shop", visitor, at, pageview)));
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private List<String> announced(int count) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> updates().toList(), updates -> updates.size() >= count);
  }

  private Stream<String> updates() {
    return probe.events(workspace).stream().map(LiveAnnouncerTest::text);
  }

  private List<String> unpublished() {
    var open = new ArrayList<String>();
    try {
      open.addAll(
          database.text(
              "select starts_at from live_buckets where unpublished and workspace = ?", workspace));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return open;
  }

  private static String text(CloudEvent event) {
    assertThat(event.channel().value()).isEqualTo("dashboard:live");
    try {
      JsonNode update = Json.mapper().readTree(event.data());
      JsonNode totals = update.path("totals");
      return String.join(
          " ",
          update.path("at").asText(),
          update.path("pageviews").asText(),
          update.path("visitors").asText(),
          update.path("events").asText(),
          "of",
          totals.path("since").asText(),
          totals.path("pageviews").asText(),
          totals.path("visitors").asText(),
          totals.path("events").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
