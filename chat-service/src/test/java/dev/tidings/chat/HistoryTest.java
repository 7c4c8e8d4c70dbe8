package dev.tidings.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.chat.RoomEvents.Told;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several people change a room at once, at random; whoever has only heard its events must know the
 * same as who asks for its state.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class HistoryTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "histories";
  private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");
  private static final List<String> EMOJI = List.of("👍", "\u2764", "🎉");
  private static final int STEPS_EACH = 28;

  @Inject AgroalDataSource dataSource;

  @ParameterizedTest
  @ValueSource(longs = {7, 2_026, 990_001})
  void shouldTellByEventsWhatTheStateIs(long seed) throws Exception {
    ChatApi owner = ChatApi.as(PEOPLE.getFirst(), WORKSPACE);
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId = owner.group("bob", "carol", "dave");
      List<String> ids = Collections.synchronizedList(new ArrayList<>(owner.say(roomId, "First")));
      try (var threads = Executors.newFixedThreadPool(PEOPLE.size())) {
        var histories = new ArrayList<Callable<Void>>();
        var random = new SplittableRandom(seed);
        for (String person : PEOPLE) {
          var own = random.split();
          histories.add(() -> act(ChatApi.as(person, WORKSPACE), own, roomId, ids));
        }
        for (var done : threads.invokeAll(histories)) {
          done.get();
        }
      }

      long last = lastEvent(roomId);
      List<Told> told = events.upTo(roomId, last);
      assertThat(told.stream().map(Told::eventSeq))
          .as("every change is told, in order, seed %d", seed)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
      told.forEach(
          event -> CONTRACT.assertEventSatisfiesSchema(event.type(), Json.bytes(event.data())));
      Map<Long, JsonNode> heard = new TreeMap<>();
      told.forEach(event -> apply(heard, event));
      assertThat(heard.keySet())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, heard.size()).boxed().toList());
      assertThat(heard).as("seed %d", seed).isEqualTo(state(owner, roomId));
      heard.values().forEach(message -> assertThreadIsCounted(message, heard));
    }
  }

  private static Void act(ChatApi who, SplittableRandom random, String roomId, List<String> ids) {
    for (int step = 0; step < STEPS_EACH; step++) {
      String id = ids.get(random.nextInt(ids.size()));
      String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
      Response answer =
          switch (random.nextInt(10)) {
            case 0, 1 -> who.send(roomId, "Message of @" + PEOPLE.get(random.nextInt(4)));
            case 2 -> who.reply(roomId, id, "Answer to @" + PEOPLE.get(random.nextInt(4)));
            case 3 -> who.edit(id, "Edited " + random.nextInt(3));
            case 4 -> who.deleteMessage(id);
            case 5, 6 -> who.react(id, emoji);
            case 7 -> who.unreact(id, emoji);
            case 8 -> who.pin(id);
            default -> who.unpin(id);
          };
      assertThat(answer.statusCode()).isIn(200, 201, 204, 400, 403, 409);
      if (answer.statusCode() == 201) {
        ids.add(ChatApi.body(answer).get("id").textValue());
      }
    }
    return null;
  }

  private static void assertThreadIsCounted(JsonNode parent, Map<Long, JsonNode> all) {
    List<JsonNode> answers =
        all.values().stream()
            .filter(message -> message.get("parentId").equals(parent.get("id")))
            .filter(message -> message.get("deletedAt").isNull())
            .toList();
    assertThat(parent.get("replyCount").asInt()).isEqualTo(answers.size());
    assertThat(parent.get("lastReplySeq").asLong())
        .isEqualTo(answers.isEmpty() ? 0 : answers.getLast().get("seq").asLong());
  }

  /** What a client does with an event. */
  private static void apply(Map<Long, JsonNode> heard, Told event) {
    JsonNode data = event.data();
    switch (event.type()) {
      case "MESSAGE_RECEIVED", "MESSAGE_UPDATED", "MESSAGE_DELETED" ->
          heard.put(data.get("seq").asLong(), data);
      case "MESSAGE_PINNED", "MESSAGE_UNPINNED" ->
          heard.put(data.get("message").get("seq").asLong(), data.get("message"));
      case "REACTION_ADDED", "REACTION_REMOVED" -> {
        ObjectNode message = heard.get(data.get("seq").asLong()).deepCopy();
        message.set("reactions", data.get("reactions"));
        message.set("eventSeq", data.get("eventSeq"));
        heard.put(data.get("seq").asLong(), message);
      }
      case "THREAD_UPDATED" -> {
        ObjectNode message = heard.get(data.get("seq").asLong()).deepCopy();
        for (String field :
            List.of("replyCount", "lastReplySeq", "lastReplyAt", "lastReplyUserId", "eventSeq")) {
          message.set(field, data.get(field));
        }
        heard.put(data.get("seq").asLong(), message);
      }
      default -> assertThat(event.type()).isEqualTo("ROOM_CREATED");
    }
  }

  private static Map<Long, JsonNode> state(ChatApi who, String roomId) throws IOException {
    Map<Long, JsonNode> state = new TreeMap<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page =
          Json.mapper()
              .readTree(
                  who.get("/api/chat/messages?roomId=" + roomId + "&limit=200" + cursor)
                      .asByteArray());
      page.get("items").forEach(message -> state.put(message.get("seq").asLong(), message));
      cursor =
          page.get("prevCursor").isNull() ? null : "&before=" + page.get("prevCursor").asText();
    }
    return state;
  }

  private long lastEvent(String roomId) throws SQLException {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement("select event_seq from chat_rooms where id = ?")) {
      select.setObject(1, UUID.fromString(roomId));
      try (var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
