package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** R-C4: gap-free numbers, the order of commits, idempotent sends. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class SequenceTest {

  private static final int WRITERS = 8;
  private static final int MESSAGES_EACH = 120;
  private static final String WORKSPACE = "sequence";

  @Inject AgroalDataSource dataSource;

  @Test
  void shouldNumberWithoutGapsAndPublishInThatOrder() throws Exception {
    List<ChatApi> writers =
        IntStream.range(0, WRITERS).mapToObj(i -> ChatApi.as("writer-" + i, WORKSPACE)).toList();
    String roomId =
        writers.getFirst().group(writers.stream().map(ChatApi::user).toArray(String[]::new));
    try (var probe = TopicProbe.of(bootstrap(), "chat.room.v1")) {
      List<Long> acknowledged = new ArrayList<>();
      for (List<Long> seqs : inParallel(writers, writer -> sendMany(writer, roomId))) {
        assertThat(seqs).as("each writer's own order").isSorted();
        acknowledged.addAll(seqs);
      }

      int total = WRITERS * MESSAGES_EACH;
      assertThat(acknowledged)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> seqsInTopic(probe, roomId).size() >= total);
      assertThat(seqsInTopic(probe, roomId))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
    }
  }

  @Test
  void shouldStoreOneOfManyEqualSends() throws Exception {
    ChatApi alice = ChatApi.as("alice", WORKSPACE);
    String roomId = alice.group("bob");
    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> sends =
          IntStream.range(0, 100)
              .<Callable<Integer>>mapToObj(
                  i -> () -> alice.send(roomId, "Once", "c-1").statusCode())
              .toList();
      statuses = threads.invokeAll(sends).stream().map(Future::resultNow).toList();
    }

    assertThat(statuses).containsOnly(200, 201);
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(alice.messages(roomId).getList("items.message")).containsExactly("Once");
    alice.say(roomId, "Next");
    assertThat(alice.messages(roomId).getList("items.seq")).containsExactly(1, 2);
    String id = alice.messages(roomId).getString("items[0].id");
    ageByDays(id, 3);
    assertThat(
            (String) alice.send(roomId, "Once", "c-1").then().statusCode(200).extract().path("id"))
        .as("days later")
        .isEqualTo(id);
  }

  private void ageByDays(String messageId, int days) throws SQLException {
    try (var connection = dataSource.getConnection();
        var update =
            connection.prepareStatement(
                "update chat_messages set created_at = created_at - make_interval(days => ?)"
                    + " where id = ?")) {
      update.setInt(1, days);
      update.setObject(2, UUID.fromString(messageId));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static List<Long> sendMany(ChatApi writer, String roomId) {
    var seqs = new ArrayList<Long>();
    for (int i = 0; i < MESSAGES_EACH; i++) {
      seqs.add(
          ChatApi.created(writer.send(roomId, "Message " + ThreadLocalRandom.current().nextInt()))
              .get("seq")
              .longValue());
    }
    return seqs;
  }

  private static List<Long> seqsInTopic(TopicProbe probe, String roomId) {
    var ids = new HashSet<String>();
    return probe.events(WORKSPACE).stream()
        .filter(event -> event.type().equals("MESSAGE_RECEIVED"))
        .filter(event -> event.channel().id().equals(roomId))
        .filter(event -> ids.add(event.id()))
        .map(SequenceTest::seq)
        .toList();
  }

  private static long seq(CloudEvent event) {
    try {
      return Json.mapper().readTree(event.data()).get("seq").asLong();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static <A, B> List<B> inParallel(List<A> inputs, java.util.function.Function<A, B> work)
      throws Exception {
    try (var threads = Executors.newFixedThreadPool(inputs.size())) {
      List<Callable<B>> tasks =
          inputs.stream().<Callable<B>>map(input -> () -> work.apply(input)).toList();
      var results = new ArrayList<B>();
      for (Future<B> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static String bootstrap() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }
}
