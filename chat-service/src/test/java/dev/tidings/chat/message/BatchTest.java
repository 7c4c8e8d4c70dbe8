package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.platform.store.Sql;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** R-C4: messages that are stored together are like messages that are stored one by one. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class BatchTest {

  private static final String WORKSPACE = "batches";
  private static final Instant NOW = Instant.parse("2030-01-31T09:00:00Z");

  @Inject BatchWriter batches;
  @Inject AgroalDataSource dataSource;
  @Inject Sql sql;

  private static PlainSend send(String user, String room, String text, String clientId) {
    var person = new Person(user, null, null, null);
    var message =
        new MessageView(
            UUID.randomUUID(),
            UUID.fromString(room),
            0,
            user,
            text,
            HtmlText.render(text),
            null,
            0,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            clientId,
            1,
            0,
            person);
    return new PlainSend(new Caller(WORKSPACE, person, Set.of()), message, text.getBytes());
  }

  private Map<UUID, MessageView> insert(PlainSend... sends) {
    return batches.insert(List.of(sends), NOW);
  }

  @Test
  void shouldStoreMessagesOfSeveralRoomsAndSendersWithTheirEvents() {
    ChatApi alice = ChatApi.as("alice", WORKSPACE);
    ChatApi bob = ChatApi.as("bob", WORKSPACE);
    String first = alice.group("bob");
    String second = alice.group("bob");

    try (var events = RoomEvents.of(WORKSPACE)) {
      alice.say(first, "Before");
      PlainSend one = send("alice", first, "Größe \"1\" \\ 上海", "c-1");
      PlainSend two = send("bob", second, "2", null);
      PlainSend three = send("bob", first, "3", null);
      PlainSend four = send("bob", first, "4", null);
      Map<UUID, MessageView> stored = insert(one, two, three, four);

      assertThat(List.of(one, two, three, four))
          .extracting(send -> stored.get(send.message().id()).seq())
          .containsExactly(2L, 1L, 3L, 4L);
      alice.say(first, "After");
      alice.say(second, "After");
      for (String room : List.of(first, second)) {
        var texts = alice.messages(room).getList("items.message");
        var told = events.upTo(room, room.equals(first) ? 6 : 3);
        assertThat(told.stream().filter(event -> event.type().equals("MESSAGE_RECEIVED")))
            .extracting(event -> event.data().get("message").asText())
            .isEqualTo(texts);
        for (JsonNode message :
            ChatApi.body(alice.get("/api/chat/messages?roomId=" + room)).get("items")) {
          assertThat(told).extracting(RoomEvents.Told::data).contains(message);
        }
      }
    }
    assertThat(bob.get("/api/chat/rooms/" + first).jsonPath().getInt("lastReadSeq")).isEqualTo(4);
    assertThat(bob.get("/api/chat/rooms/" + first).jsonPath().getInt("unreadCount")).isEqualTo(1);
    alice.send(first, "Größe \"1\" \\ 上海", "c-1").then().statusCode(422);
  }

  @Test
  void shouldLeaveOutWhatMayNotBeSentOrWouldHaveToWait() throws Exception {
    ChatApi alice = ChatApi.as("alice", WORKSPACE);
    String room = alice.group("bob");
    String archived = alice.group();
    alice.change(archived, Map.of("isArchived", true)).then().statusCode(200);
    String slow = alice.group("bob");
    alice.change(slow, Map.of("slowModeSeconds", 10)).then().statusCode(200);
    String deleted = alice.group();
    alice.delete("/api/chat/rooms/" + deleted).then().statusCode(204);
    String locked = alice.group();
    String channel = alice.open("channel", "name", "Batches").path("id");
    ChatApi.as("bob", WORKSPACE).join(channel).then().statusCode(201);
    alice.send(room, "There", "c-1").then().statusCode(201);
    PlainSend good = send("alice", room, "Good", null);

    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (var lock =
          connection.prepareStatement("select 1 from chat_rooms where id = ? for update")) {
        lock.setObject(1, UUID.fromString(locked));
        lock.executeQuery();
        Map<UUID, MessageView> stored =
            insert(
                send("eve", room, "Of nobody", null),
                send("alice", archived, "Late", null),
                send("bob", slow, "Hasty", null),
                send("alice", deleted, "Later", null),
                send("alice", locked, "Waiting", null),
                send("bob", channel, "Listening", null),
                send("alice", room, "There", "c-1"),
                send("alice", UUID.randomUUID().toString(), "Nowhere", null),
                good);
        assertThat(stored).containsOnlyKeys(good.message().id());
        assertThat(stored.get(good.message().id()).seq()).isEqualTo(2);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
    var foreign = new Caller("other", new Person("alice", null, null, null), Set.of());
    PlainSend elsewhere = send("alice", room, "Elsewhere", null);
    assertThat(insert(new PlainSend(foreign, elsewhere.message(), elsewhere.hash()))).isEmpty();
    assertThat(alice.messages(room).getList("items.message")).containsExactly("There", "Good");
  }

  @Test
  void shouldStoreNothingOfABatchThatHoldsTheSameTwice() {
    ChatApi alice = ChatApi.as("alice", WORKSPACE);
    String room = alice.group();
    assertThat(
            insert(
                send("alice", room, "Twice", "c-1"),
                send("alice", room, "Other", null),
                send("alice", room, "Twice", "c-1")))
        .isEmpty();
    assertThat(alice.messages(room).getList("items")).isEmpty();
    assertThat(alice.send(room, "Once").jsonPath().getInt("seq")).isEqualTo(1);
  }

  /**
   * R-C4: many people send to few rooms at once, some of it several times, while members come and
   * go: every answer holds, and no number is missing. Who comes back between the attempt and the
   * question why it failed is asked to send again (503).
   */
  @Test
  void shouldAnswerEverybodyRightly() throws Exception {
    ChatApi owner = ChatApi.as("owner", WORKSPACE);
    List<ChatApi> people =
        List.of("p1", "p2", "p3", "p4", "p5", "p6").stream()
            .map(user -> ChatApi.as(user, WORKSPACE))
            .toList();
    List<String> rooms =
        List.of(
            owner.group("p1", "p2", "p3", "p4", "p5", "p6"),
            owner.group("p1", "p2", "p3", "p4", "p5", "p6"));
    var random = new SplittableRandom(7);
    var tasks = new ArrayList<Callable<Map<String, Long>>>();
    for (ChatApi who : people) {
      SplittableRandom own = random.split();
      Callable<Map<String, Long>> sending = () -> sendMany(who, rooms, own);
      tasks.add(sending);
      tasks.add(sending);
    }
    tasks.add(
        () -> {
          for (int i = 0; i < 10; i++) {
            owner.remove(rooms.getFirst(), "p6");
            owner.invite(rooms.getFirst(), "p6", "member");
          }
          return Map.of();
        });
    try (var threads = Executors.newFixedThreadPool(tasks.size())) {
      for (var done : threads.invokeAll(tasks)) {
        done.get()
            .forEach(
                (key, seq) ->
                    assertThat(
                            sql.number(
                                "select seq from chat_messages where room_id = ?::uuid and user_id = ? and client_message_id = ?",
                                (Object[]) key.split(" ")))
                        .as(key)
                        .isEqualTo(seq));
      }
    }
    for (String room : rooms) {
      assertThat(
              sql.number(
                  "select last_seq - (select count(*) from chat_messages x where x.room_id = r.id) from chat_rooms r where id = ?",
                  UUID.fromString(room)))
          .as("no number without a message")
          .isZero();
    }
  }

  /** What was acknowledged, by room, sender and client's id. */
  private static Map<String, Long> sendMany(
      ChatApi who, List<String> rooms, SplittableRandom random) {
    var acknowledged = new HashMap<String, Long>();
    for (int i = 0; i < 25; i++) {
      String room = rooms.get(random.nextInt(rooms.size()));
      String clientId = "c-" + random.nextInt(20);
      var answer = who.send(room, "Text of " + clientId, clientId);
      assertThat(answer.statusCode()).as(answer::asString).isIn(200, 201, 404, 503);
      if (answer.statusCode() < 300) {
        acknowledged.put(
            room + " " + who.user() + " " + clientId, ChatApi.body(answer).get("seq").longValue());
      }
    }
    return acknowledged;
  }
}
