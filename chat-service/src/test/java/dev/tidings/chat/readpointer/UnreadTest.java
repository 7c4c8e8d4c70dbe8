package dev.tidings.chat.readpointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C8, R-C9: read pointers and what is counted against them. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class UnreadTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "unread";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);

  @Test
  void shouldMoveForwardsOnlyAndNotBeyondTheNewest() {
    String roomId = alice.group("bob");
    alice.say(roomId, "1", "2 @bob", "3");

    var first = bob.read(roomId, 1);
    first
        .then()
        .statusCode(200)
        .body("lastReadSeq", equalTo(1))
        .body("unreadCount", equalTo(2))
        .body("mentionCount", equalTo(1));
    CONTRACT.assertBodySatisfiesSchema("read-state", first.asByteArray());
    bob.read(roomId, 99).then().body("lastReadSeq", equalTo(3)).body("unreadCount", equalTo(0));
    bob.read(roomId, 2).then().body("lastReadSeq", equalTo(3));
    bob.read(roomId, -1).then().statusCode(400);
    bob.post("/api/chat/rooms/" + roomId + "/read", "{}").then().statusCode(400);
  }

  @Test
  void shouldCountNothingThatWasSaidBeforeOneCame() {
    String roomId = alice.group();
    alice.say(roomId, "1", "2");

    alice.invite(roomId, "bob", "member");
    alice.say(roomId, "3");

    bob.get("/api/chat/rooms/" + roomId)
        .then()
        .body("unreadCount", equalTo(1))
        .body("lastReadSeq", equalTo(2));
    assertThat(bob.messages(roomId).getList("items")).hasSize(3);
  }

  @Test
  void shouldNameTheReaders() {
    String roomId = alice.group("bob", "carol", "dave");
    List<String> ids = alice.say(roomId, "1", "2");
    bob.read(roomId, 1);
    ChatApi.as("carol", WORKSPACE).read(roomId, 2);

    var readers = alice.get("/api/chat/messages/" + ids.getFirst() + "/readers");
    CONTRACT.assertBodySatisfiesSchema("reader-page", readers.asByteArray());
    assertThat(readers.jsonPath().getList("items.userId")).containsExactly("bob", "carol");
    assertThat(
            alice
                .get("/api/chat/messages/" + ids.getLast() + "/readers")
                .jsonPath()
                .getList("items.userId"))
        .containsExactly("carol");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
  void shouldEqualACountByHandAfterAnyHistory(long seed) {
    var random = new SplittableRandom(seed);
    List<ChatApi> people = List.of(alice, bob, ChatApi.as("carol", WORKSPACE));
    List<Said> said = new ArrayList<>();
    Map<String, Long> pointers = new HashMap<>(Map.of("alice", 0L, "bob", 0L, "carol", 0L));
    String roomId = alice.group("bob", "carol");
    for (int step = 0; step < 40; step++) {
      ChatApi who = people.get(random.nextInt(3));
      if (random.nextInt(4) == 0) {
        long seq = random.nextLong(said.size() + 3L);
        who.read(roomId, seq).then().statusCode(200);
        pointers.merge(who.user(), Math.min(seq, said.size()), Math::max);
      } else {
        ChatApi meant = people.get(random.nextInt(3));
        boolean mentions = random.nextBoolean() && meant != who;
        who.say(roomId, mentions ? "Hi @" + meant.user() : "Hi");
        said.add(new Said(who.user(), mentions ? meant.user() : null));
        pointers.put(who.user(), (long) said.size());
      }
      for (ChatApi each : people) {
        var unread = said.subList(Math.toIntExact(pointers.get(each.user())), said.size());
        each.get("/api/chat/rooms/" + roomId)
            .then()
            .body(
                "unreadCount",
                equalTo((int) unread.stream().filter(m -> !m.by().equals(each.user())).count()))
            .body(
                "mentionCount",
                equalTo((int) unread.stream().filter(m -> each.user().equals(m.meant())).count()))
            .body("lastReadSeq", equalTo(pointers.get(each.user()).intValue()));
      }
    }
  }

  private record Said(String by, String meant) {}
}
