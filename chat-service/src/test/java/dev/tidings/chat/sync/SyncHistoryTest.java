package dev.tidings.chat.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.chat.sync.Device.Known;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-C11: several people change several rooms at once, at random; devices ask at any moment what has
 * changed, and lose answers, their place in a round, or everything. In the end each must know the
 * same as who loads everything.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class SyncHistoryTest {

  private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");
  private static final int STEPS_EACH = 25;
  private static final int ASKS_EACH = 8;

  @Inject Sql sql;

  @ParameterizedTest
  @ValueSource(longs = {3, 20_261})
  void shouldKnowByChangesWhatTheStateIs(long seed) throws Exception {
    String workspace = "sync-" + seed;
    var random = new SplittableRandom(seed);
    List<String> rooms = Collections.synchronizedList(new ArrayList<>());
    for (String person : PEOPLE.subList(0, 3)) {
      rooms.add(ChatApi.as(person, workspace).group(PEOPLE.toArray(String[]::new)));
    }
    List<String> ids = Collections.synchronizedList(new ArrayList<>());
    rooms.forEach(room -> ids.addAll(ChatApi.as("alice", workspace).say(room, "First")));
    var devices = new ArrayList<Device>();
    for (String person : List.of("alice", "alice", "bob", "dave")) {
      devices.add(new Device(ChatApi.as(person, workspace), this::pointers));
    }

    try (var threads = Executors.newFixedThreadPool(PEOPLE.size() + devices.size())) {
      var histories = new ArrayList<Callable<Void>>();
      for (String person : PEOPLE) {
        var own = random.split();
        histories.add(() -> act(ChatApi.as(person, workspace), own, rooms, ids));
      }
      for (Device device : devices) {
        var own = random.split();
        histories.add(() -> follow(device, own));
      }
      for (var done : threads.invokeAll(histories)) {
        done.get();
      }
    }

    Patience.await("pointers are announced")
        .until(
            () ->
                sql.number("select count(*) from chat_read_moves")
                        + sql.number("select count(*) from chat_delivery_moves")
                    == 0);
    for (Device device : devices) {
      device.catchUp(2);
      assertKnowsEverything(device, seed);
    }
  }

  private void assertKnowsEverything(Device device, long seed) {
    var fresh = device.loadRooms();
    assertThat(device.rooms().keySet()).as("seed %d", seed).isEqualTo(fresh.keySet());
    fresh.forEach(
        (id, room) -> {
          Known known = device.rooms().get(id);
          assertThat(known.room()).as("room, seed %d", seed).isEqualTo(room);
          assertThat(known.status()).as("status, seed %d", seed).isEqualTo(status(id));
          assertThat(known.messages())
              .as("messages, seed %d", seed)
              .isEqualTo(device.loadMessages(id));
          assertThat(known.members())
              .as("members, seed %d", seed)
              .isEqualTo(device.loadMembers(id));
          pointers(id)
              .forEach(
                  (user, pointer) ->
                      assertThat(pointer(known, user))
                          .as("pointer of %s, seed %d", user, seed)
                          .isEqualTo(pointer));
        });
  }

  /** Who sends has read what was sent. */
  private static long pointer(Known known, String user) {
    long sent =
        known.messages().values().stream()
            .filter(message -> message.get("userId").asText().equals(user))
            .mapToLong(message -> message.get("seq").asLong())
            .max()
            .orElse(0);
    return Math.max(sent, known.receipts().getOrDefault(user, 0L));
  }

  /** Of those who have read anything since they became members. */
  private Map<String, Long> pointers(String roomId) {
    return sql
        .<Map.Entry<String, Long>>list(
            """
            select user_id, public_read_seq from chat_room_members
             where room_id = ? and public_read_at is not null
            """,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            UUID.fromString(roomId))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Up to where all have got and read the messages. */
  private List<Long> status(String roomId) {
    return sql.<List<Long>>first(
            "select delivered_seq, read_seq from chat_room_statuses where room_id = ?",
            row -> List.of(row.getLong(1), row.getLong(2)),
            UUID.fromString(roomId))
        .orElse(List.of(0L, 0L));
  }

  private static Void follow(Device device, SplittableRandom random) {
    for (int i = 0; i < ASKS_EACH; i++) {
      JsonNode answer = device.ask(1 + random.nextInt(3));
      switch (random.nextInt(12)) {
        case 0 -> device.restart();
        case 1, 2, 3 -> assertThat(answer.has("items")).as("an answer that is lost").isTrue();
        default -> device.take(answer);
      }
    }
    return null;
  }

  private static Void act(
      ChatApi who, SplittableRandom random, List<String> rooms, List<String> ids) {
    for (int step = 0; step < STEPS_EACH; step++) {
      String room = rooms.get(random.nextInt(rooms.size()));
      String id = ids.get(random.nextInt(ids.size()));
      String other = PEOPLE.get(random.nextInt(PEOPLE.size()));
      Response answer =
          switch (random.nextInt(18)) {
            case 0, 1, 2, 3 -> who.send(room, "To @" + other);
            case 4 -> who.reply(room, id, "Answer");
            case 5 -> who.edit(id, "Edited " + random.nextInt(3));
            case 6 -> who.deleteMessage(id);
            case 7, 8 -> who.react(id, "👍");
            case 9 -> who.unreact(id, "👍");
            case 10 -> who.pin(id);
            case 11 -> who.unpin(id);
            case 12 ->
                who.request()
                    .body(Map.of("name", "Room " + random.nextInt(3)))
                    .patch("/api/chat/rooms/" + room);
            case 13 -> who.remove(room, other);
            case 14, 15 -> who.invite(room, other, "member");
            default ->
                who.post(
                    "/api/chat/rooms/" + room + "/read",
                    Map.of("seq", random.nextInt(25), "isPrivate", random.nextInt(3) == 0));
          };
      assertThat(answer.statusCode()).isIn(200, 201, 204, 400, 403, 404, 409);
      if (answer.statusCode() == 201 && answer.path("seq") != null) {
        ids.add(answer.path("id"));
      }
    }
    return null;
  }
}
