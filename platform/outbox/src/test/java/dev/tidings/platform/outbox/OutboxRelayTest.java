package dev.tidings.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-X2: state change and event are one transaction, per-key order holds, one relay at a time. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class OutboxRelayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Counters counters;
  @Inject Outbox outbox;
  @Inject OutboxRelay relay;
  @Inject OutboxConfig config;
  @Inject OutboxTable table;
  @Inject AgroalDataSource dataSource;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  private TopicProbe probe;
  private OutboxRelay second;

  @BeforeEach
  void watch() {
    probe = TopicProbe.of(kafka.get("bootstrap.servers").toString(), Counters.TOPIC);
    second = new OutboxRelay(config, table, dataSource, kafka, new SimpleMeterRegistry());
    await().atMost(PATIENCE).until(relay::isLeading);
  }

  @AfterEach
  void oneRelayLeft() {
    second.stop();
    probe.close();
  }

  @Test
  void shouldPublishWhatCommittedInTheOrderOfEachKeyAndNothingElse() throws Exception {
    String run = "order-" + System.nanoTime();
    long seed = System.nanoTime();

    var committed = writeAtRandom(run, new Random(seed), 8, 150);

    committed.forEach(
        (name, count) ->
            assertThat(awaitValues(name, count))
                .as("seed %d, %s", seed, name)
                .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList()));
  }

  @Test
  void shouldHandOverToTheStandbyAndBackWithoutLossOrDisorder() throws Exception {
    String run = "handover-" + System.nanoTime();
    second.start();

    var before = writeAtRandom(run + "-a", new Random(1), 4, 50);
    relay.stop();
    await().atMost(PATIENCE).until(second::isLeading);
    var after = writeAtRandom(run + "-b", new Random(2), 4, 50);
    relay.start();
    var awakened = writeAtRandom(run + "-c", new Random(3), 4, 50);
    assertThat(relay.isLeading()).isFalse();
    second.stop();
    await().atMost(PATIENCE).until(relay::isLeading);

    for (var written : List.of(before, after, awakened)) {
      written.forEach(
          (name, count) ->
              assertThat(awaitValues(name, count))
                  .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList()));
    }
  }

  @Test
  void shouldSurviveTheLossOfTheLeadersConnection() throws Exception {
    String run = "lost-" + System.nanoTime();
    second.start();
    var writing =
        Executors.newSingleThreadExecutor().submit(() -> writeAtRandom(run, new Random(4), 4, 200));

    terminateTheLeadersBackend();
    var written = writing.get();

    written.forEach(
        (name, count) ->
            assertThat(firstOccurrences(awaitValues(name, count)))
                .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList()));
    second.stop();
    await().atMost(PATIENCE).until(relay::isLeading);
  }

  @Test
  void shouldPutAsideWhatKafkaWillNeverTakeAndGoOn() throws Exception {
    String name = "poison-" + System.nanoTime();
    CloudEvent unroutable = counters.event(name, "{}");
    CloudEvent tooLarge = counters.event(name, "\"" + "x".repeat(2_000_000) + "\"");

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              outbox.append("no topic has this name!", unroutable);
              outbox.append(Counters.TOPIC, tooLarge);
            });
    counters.increment(name, false);

    assertThat(awaitValues(name, 1)).containsExactly(1L);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(deadLetters())
                    .containsKeys(unroutable.id(), tooLarge.id())
                    .hasEntrySatisfying(
                        tooLarge.id(), reason -> assertThat(reason).contains("RecordTooLarge")));
  }

  @Test
  void shouldRefuseAnEventWithoutATransaction() {
    assertThatThrownBy(() -> outbox.append(Counters.TOPIC, counters.event("none", "{}")))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Several writers count at random names, some transactions rolling back. */
  private Map<String, Integer> writeAtRandom(String run, Random random, int writers, int each)
      throws Exception {
    List<Map.Entry<String, Boolean>> steps =
        IntStream.range(0, writers * each)
            .mapToObj(i -> Map.entry(run + "-" + random.nextInt(5), random.nextInt(10) == 0))
            .toList();
    try (var pool = Executors.newFixedThreadPool(writers)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (var step : steps) {
        tasks.add(
            () -> {
              counters.increment(step.getKey(), step.getValue());
              return null;
            });
      }
      for (var done : pool.invokeAll(tasks)) {
        done.get();
      }
    }
    return steps.stream()
        .filter(step -> !step.getValue())
        .collect(Collectors.toMap(Map.Entry::getKey, step -> 1, Integer::sum));
  }

  private List<Long> awaitValues(String name, int atLeast) {
    return await()
        .atMost(PATIENCE)
        .until(() -> values(name), values -> new HashSet<>(values).size() >= atLeast);
  }

  private List<Long> values(String name) {
    return probe.events(Counters.WORKSPACE).stream()
        .filter(event -> event.channel().id().equals(name))
        .map(event -> value(event.data()))
        .toList();
  }

  private static long value(byte[] data) {
    try {
      JsonNode json = Json.mapper().readTree(data);
      return json.path("value").asLong();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Long> firstOccurrences(List<Long> values) {
    return values.stream().distinct().toList();
  }

  private void terminateTheLeadersBackend() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_locks
          where locktype = 'advisory' and granted
            and database = (select oid from pg_database where datname = current_database())
          """);
    }
  }

  private Map<String, String> deadLetters() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select event_id, reason from outbox_dead_letter")) {
      var letters = new HashMap<String, String>();
      while (rows.next()) {
        letters.put(rows.getString(1), rows.getString(2));
      }
      return letters;
    }
  }
}
