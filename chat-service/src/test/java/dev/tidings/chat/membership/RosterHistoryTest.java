package dev.tidings.chat.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.chat.RoomEvents;
import dev.tidings.chat.RoomEvents.Told;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-C2: people join, leave, are removed, banned, raised and lowered at random. A model that knows
 * the rules by heart says what each attempt must be answered with and who then is what.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class RosterHistoryTest {

  private static final String WORKSPACE = "rosters";
  private static final List<String> PEOPLE = List.of("ann", "ben", "cid", "dot", "eva");
  private static final List<String> ROLES = List.of("owner", "admin", "member", "guest");
  private static final int STEPS = 120;
  private static final int STEPS_EACH = 30;

  @ParameterizedTest
  @ValueSource(longs = {11, 2_027})
  void shouldDoWhatTheModelDoes(long seed) {
    var random = new SplittableRandom(seed);
    var model = new Model("ann");
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId = as("ann").open("project", "projectId", "model-" + seed).path("id");
      for (int step = 0; step < STEPS; step++) {
        Attempt attempt = Attempt.random(random);
        int expected = model.answer(attempt);

        assertThat(attempt.make(roomId))
            .as("seed %d, step %d: %s by %s", seed, step, attempt, model.members)
            .isEqualTo(expected);
      }
      if (!model.members.isEmpty()) {
        assertThat(state(model.members.keySet().iterator().next(), roomId))
            .isEqualTo(model.members);
      }
      assertThat(rebuilt(events.upTo(roomId, model.changes), "ann")).isEqualTo(model.members);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 990_002})
  void shouldHaveOneOwnerWhateverHappensAtOnce(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    try (var events = RoomEvents.of(WORKSPACE)) {
      String roomId =
          as("ann")
              .open(
                  "channel", "name", "at once " + seed, "members", PEOPLE.subList(1, PEOPLE.size()))
              .path("id");
      try (var threads = Executors.newFixedThreadPool(PEOPLE.size())) {
        var histories = new ArrayList<Callable<Void>>();
        for (int i = 0; i < PEOPLE.size(); i++) {
          var own = random.split();
          histories.add(
              () -> {
                for (int step = 0; step < STEPS_EACH; step++) {
                  assertThat(Attempt.random(own).make(roomId))
                      .isIn(200, 201, 204, 400, 403, 404, 409);
                }
                return null;
              });
        }
        for (var done : threads.invokeAll(histories)) {
          done.get();
        }
      }
      String last = as("zoe").join(roomId).then().extract().path("role");
      long count = as("zoe").get("/api/chat/rooms/" + roomId).jsonPath().getLong("memberCount");

      Map<String, String> state = state("zoe", roomId);
      assertThat(state).hasSize((int) count).containsEntry("zoe", last);
      assertThat(state.values()).as("seed %d: %s", seed, state).containsOnlyOnce("owner");
      List<Told> told = until(events, roomId, state);
      assertThat(told.stream().map(Told::eventSeq))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, told.size()).boxed().toList());
      assertThat(rebuilt(told, PEOPLE.toArray(String[]::new))).isEqualTo(state);
    }
  }

  private static List<Told> until(RoomEvents events, String roomId, Map<String, String> state) {
    Patience.await()
        .until(
            () -> rebuilt(numbered(events, roomId), PEOPLE.toArray(String[]::new)).equals(state));
    return numbered(events, roomId);
  }

  private static List<Told> numbered(RoomEvents events, String roomId) {
    return events.all(roomId).stream().filter(told -> told.eventSeq() > 0).toList();
  }

  /** Who is what, for a client that has heard the events only. */
  private static Map<String, String> rebuilt(List<Told> told, String... first) {
    var members = new TreeMap<String, String>();
    for (Told event : told) {
      JsonNode data = event.data();
      switch (event.type()) {
        case "ROOM_CREATED" -> {
          for (String user : first) {
            members.put(user, user.equals(data.get("createdBy").asText()) ? "owner" : "member");
          }
        }
        case "MEMBER_JOINED", "MEMBER_UPDATED" ->
            members.put(data.get("userId").asText(), data.get("role").asText());
        case "MEMBER_LEFT" -> members.remove(data.get("userId").asText());
        default -> throw new AssertionError(event.type());
      }
    }
    return members;
  }

  private static Map<String, String> state(String who, String roomId) {
    var state = new TreeMap<String, String>();
    as(who)
        .get("/api/chat/rooms/" + roomId + "/members?limit=200")
        .jsonPath()
        .<Map<String, Object>>getList("items")
        .forEach(member -> state.put((String) member.get("userId"), (String) member.get("role")));
    return state;
  }

  private static ChatApi as(String who) {
    return ChatApi.as(who, WORKSPACE);
  }

  /** What somebody tries. */
  private record Attempt(Deed deed, String who, String whom, String role) {

    enum Deed {
      JOIN,
      LEAVE,
      ADD,
      REMOVE,
      MAKE,
      BAN,
      UNBAN
    }

    static Attempt random(SplittableRandom random) {
      return new Attempt(
          Deed.values()[random.nextInt(Deed.values().length)],
          PEOPLE.get(random.nextInt(PEOPLE.size())),
          PEOPLE.get(random.nextInt(PEOPLE.size())),
          ROLES.get(random.nextInt(ROLES.size())));
    }

    int make(String roomId) {
      ChatApi api = as(who);
      return switch (deed) {
        case JOIN -> api.join(roomId).statusCode();
        case LEAVE -> api.remove(roomId, who).statusCode();
        case ADD -> api.invite(roomId, whom, role).statusCode();
        case REMOVE -> api.remove(roomId, whom).statusCode();
        case MAKE -> api.make(roomId, whom, role).statusCode();
        case BAN -> api.ban(roomId, whom).statusCode();
        case UNBAN -> api.delete("/api/chat/rooms/" + roomId + "/bans/" + whom).statusCode();
      };
    }
  }

  /** The rules once more, as plainly as they can be said. */
  private static final class Model {

    private final Map<String, String> members = new TreeMap<>();

    /** In the order in which they came, which is that of succession among equals. */
    private final List<String> order = new ArrayList<>();

    private final Set<String> banned = new HashSet<>();
    private long changes = 1;

    Model(String creator) {
      members.put(creator, "owner");
      order.add(creator);
    }

    int answer(Attempt attempt) {
      String whom = attempt.whom();
      return switch (attempt.deed()) {
        case JOIN -> enter(attempt.who(), "member");
        case LEAVE -> leave(attempt.who(), attempt.who());
        case REMOVE -> leave(attempt.who(), whom);
        case ADD -> {
          if (attempt.role().equals("owner")) {
            yield 400;
          }
          int may = may(attempt, rank(attempt.role()));
          yield may == 200 ? enter(whom, attempt.role()) : may;
        }
        case MAKE -> make(attempt);
        case BAN -> ban(attempt);
        case UNBAN -> {
          int may = may(attempt, 4);
          if (may == 200) {
            banned.remove(whom);
          }
          yield may == 200 ? 204 : may;
        }
      };
    }

    private int enter(String user, String role) {
      if (members.containsKey(user)) {
        return 200;
      }
      if (banned.contains(user)) {
        return 409;
      }
      members.put(user, members.isEmpty() ? "owner" : role);
      order.add(user);
      changes++;
      return 201;
    }

    private int leave(String who, String whom) {
      if (!members.containsKey(who)) {
        return 404;
      }
      if (!who.equals(whom)) {
        if (rank(members.get(who)) > 1) {
          return 403;
        }
        if (members.containsKey(whom) && rank(members.get(who)) >= rank(members.get(whom))) {
          return 403;
        }
      }
      takeOut(whom);
      return 204;
    }

    private void takeOut(String user) {
      String role = members.remove(user);
      if (role == null) {
        return;
      }
      order.remove(user);
      changes++;
      if (role.equals("owner") && !members.isEmpty()) {
        String heir =
            ROLES.stream()
                .flatMap(next -> order.stream().filter(each -> members.get(each).equals(next)))
                .findFirst()
                .orElseThrow();
        members.put(heir, "owner");
        changes++;
      }
    }

    private int make(Attempt attempt) {
      String who = attempt.who();
      String whom = attempt.whom();
      if (!members.containsKey(who)) {
        return 404;
      }
      int own = rank(members.get(who));
      if (own > (attempt.role().equals("owner") ? 0 : 1)) {
        return 403;
      }
      if (!members.containsKey(whom)) {
        return 404;
      }
      if (members.get(whom).equals(attempt.role())) {
        return 200;
      }
      if (own >= rank(members.get(whom))) {
        return 403;
      }
      if (attempt.role().equals("owner")) {
        members.put(who, "admin");
        members.put(whom, "owner");
        changes += 2;
        return 200;
      }
      if (own >= rank(attempt.role())) {
        return 403;
      }
      members.put(whom, attempt.role());
      changes++;
      return 200;
    }

    private int ban(Attempt attempt) {
      if (attempt.who().equals(attempt.whom())) {
        return 400;
      }
      int may =
          may(attempt, members.containsKey(attempt.whom()) ? rank(members.get(attempt.whom())) : 4);
      if (may == 200) {
        banned.add(attempt.whom());
        takeOut(attempt.whom());
      }
      return may;
    }

    /** Owner and admins may, towards what is below them. */
    private int may(Attempt attempt, int below) {
      if (!members.containsKey(attempt.who())) {
        return 404;
      }
      int own = rank(members.get(attempt.who()));
      return own <= 1 && own < below ? 200 : 403;
    }

    private static int rank(String role) {
      return ROLES.indexOf(role);
    }
  }
}
