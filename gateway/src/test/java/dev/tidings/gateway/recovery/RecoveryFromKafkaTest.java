package dev.tidings.gateway.recovery;

import static dev.tidings.gateway.support.Publisher.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.fanout.LogPartition;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.SmallMemory;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** R-G8: what a client missed and the replica's memory no longer has, from Kafka. */
@QuarkusTest
@TestProfile(SmallMemory.class)
class RecoveryFromKafkaTest extends GatewayTest {

  private static final String INGRESS = "events.ingress.v1";
  private static final int PARTITIONS = 12;

  @Inject LogScanner scanner;
  @Inject RecoveryMetrics metrics;

  @Test
  void shouldReplayWhatIsNoLongerInMemory() {
    JsonNode position = positionOf("campaign:1");
    List<String> ids = publish("campaign:1", 500);
    try (var alice = connect()) {
      JsonNode ack = since(alice, "campaign:1", position);
      assertThat(ack.at("/data/recovered").asBoolean()).as(ack.toString()).isTrue();
      assertThat(ack.at("/data/replayed").asInt()).isEqualTo(500);
      ids.add(publisher.publish(INGRESS, event("LIVE", workspace, "campaign:1", "{}")));
      alice.awaitEvent(ids.getLast());
      assertThat(alice.events("campaign:1")).isEqualTo(ids);
    }
    try (var alice = connect()) {
      JsonNode middle;
      try (var other = connect()) {
        since(other, "campaign:1", position);
        middle = other.awaitEvent(ids.get(249)).path("position");
      }
      since(alice, "campaign:1", middle);
      alice.awaitEvent(ids.getLast());
      assertThat(alice.events("campaign:1")).isEqualTo(ids.subList(250, ids.size()));
    }
  }

  /** Nothing was missed, and nobody remembers: Kafka is asked, and it is so. */
  @Test
  void shouldRecoverAChannelThatWasQuiet() {
    JsonNode position = positionOf("campaign:quiet");
    publish(channels("campaign:noisy-", 60), 20);
    try (var alice = connect()) {
      JsonNode ack = since(alice, "campaign:quiet", position);
      assertThat(ack.at("/data/recovered").asBoolean()).as(ack.toString()).isTrue();
      assertThat(ack.at("/data/replayed").asInt()).isZero();
      String live = publisher.publish(INGRESS, event("X", workspace, "campaign:quiet", "{}"));
      alice.awaitEvent(live);
      assertThat(alice.events("campaign:quiet")).containsExactly(live);
    }
  }

  @Test
  void shouldRefuseMoreThanTheNamespaceReplays() {
    JsonNode position = positionOf("lead:1");
    publish("lead:1", 51);
    try (var alice = connect()) {
      JsonNode ack = since(alice, "lead:1", position);
      assertThat(ack.at("/data/recovered").asBoolean()).as(ack.toString()).isFalse();
      assertThat(ack.at("/data/reason").asText()).isEqualTo("too-many-missed");
      String live = publisher.publish(INGRESS, event("X", workspace, "lead:1", "{}"));
      alice.awaitEvent(live);
      assertThat(alice.events("lead:1")).as("never a part").containsExactly(live);
    }
  }

  @Test
  void shouldRefuseWhatTheLogHasLost() throws ExecutionException, InterruptedException {
    JsonNode position = positionOf("post:1");
    publish("post:1", 200);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", SharedServers.get().kafkaBootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(
                  partition("post:1"),
                  RecordsToDelete.beforeOffset(position.path("offset").asLong() + 50)))
          .all()
          .get();
    }
    try (var alice = connect()) {
      JsonNode ack = since(alice, "post:1", position);
      assertThat(ack.at("/data/recovered").asBoolean()).as(ack.toString()).isFalse();
      assertThat(ack.at("/data/reason").asText()).isEqualTo("expired");
    }
  }

  /** Many who come at once are served by few passes. */
  @Test
  void shouldShareLooksIntoKafka() {
    int channels = 100;
    List<String> names = channels("doc:", channels);
    var starts = new HashMap<String, Long>();
    try (var alice = connect()) {
      for (String channel : names) {
        starts.put(channel, alice.subscribe(channel, channel).at("/position/offset").asLong() + 1);
      }
    }
    Map<String, List<String>> ids = publish(names, 3);
    publish(channels("doc:after-", channels), 3);
    long passes = metrics.scans.count();
    var answers = new HashMap<Integer, CompletableFuture<Scanned>>();
    var limits = new ReplayLimits(1_000, 1 << 20, 0);
    for (int i = 0; i < 5_000; i++) {
      String channel = "doc:" + i % channels;
      answers.put(
          i,
          scanner.scan(
              partition(channel),
              new ChannelKey(workspace, Channel.parse(channel)),
              starts.get(channel),
              limits));
    }
    answers.forEach(
        (i, answer) ->
            assertThat(ids.get("doc:" + i % channels))
                .startsWith(
                    answer.join().events().stream().map(RecordedEvent::id).toArray(String[]::new)));
    assertThat(answers.values())
        .as("found in Kafka")
        .anyMatch(answer -> answer.join().events().size() == 3);
    assertThat(metrics.scans.count() - passes).isLessThanOrEqualTo(3L * PARTITIONS);
  }

  private TopicPartition partition(String channel) {
    byte[] key = (workspace + "/" + channel).getBytes(UTF_8);
    return new TopicPartition(INGRESS, LogPartition.of(key, PARTITIONS));
  }

  private JsonNode positionOf(String channel) {
    try (var alice = connect()) {
      return alice.subscribe("p", channel).path("position");
    }
  }

  private static List<String> channels(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private List<String> publish(String channel, int count) {
    return publish(List.of(channel), count).get(channel);
  }

  /** Publishes events to each channel and waits until the gateway has handed out all. */
  private Map<String, List<String>> publish(List<String> channels, int count) {
    try (var witness = connect()) {
      var ids = new HashMap<String, List<String>>();
      for (String channel : channels) {
        witness.send(
            "{\"type\":\"SUBSCRIBE\",\"id\":\"%1$s\",\"data\":{\"channel\":\"%1$s\"}}"
                .formatted(channel));
        ids.put(channel, new ArrayList<>());
      }
      channels.forEach(witness::answer);
      for (int i = 0; i < count; i++) {
        for (String channel : channels) {
          CloudEvent next = event("X", workspace, channel, "\"" + "x".repeat(200) + "\"");
          ids.get(channel).add(next.id());
          publisher.publishLater(INGRESS, next);
        }
      }
      for (String channel : channels) {
        witness.awaitEvent(ids.get(channel).getLast());
      }
      return ids;
    }
  }

  private static JsonNode since(TestSocket socket, String channel, JsonNode position) {
    socket.send(RecoveryTest.subscribeSince("s", channel, position));
    return socket.answer("s");
  }

  private TestSocket connect() {
    return TestSocket.connect(ws(), Tokens.token("alice", workspace));
  }
}
