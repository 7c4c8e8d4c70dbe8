package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-C12: in slow mode a member waits between two messages, also when several come at once. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class SlowModeTest {

  private static final String WORKSPACE = "slow";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);
  private final ChatApi bob = ChatApi.as("bob", WORKSPACE);

  @Test
  void shouldTakeOneOfManyAtOnce() throws Exception {
    String roomId = slowRoom(3_600);
    List<Response> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Response>> sends =
          IntStream.range(0, 30)
              .<Callable<Response>>mapToObj(
                  i -> () -> bob.send(roomId, i % 3 == 0 ? "Hello @alice " + i : "Hello " + i))
              .toList();
      for (Future<Response> answer : threads.invokeAll(sends)) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).extracting(Response::statusCode).containsOnly(201, 429);
    assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(201);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(
            refused -> {
              assertThat(refused.jsonPath().getString("code")).isEqualTo("slow-mode");
              assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3_600);
            });
    assertThat(alice.messages(roomId).getList("items")).hasSize(1);
    alice.say(roomId, "Owners", "do", "not", "wait");
    ChatApi.as("carol", WORKSPACE).send(roomId, "Nor others").then().body("seq", equalTo(6));
  }

  @Test
  void shouldAnswerARepetitionAndALaterMessage() {
    String roomId = slowRoom(1);
    String id = bob.send(roomId, "Once", "c-1").then().statusCode(201).extract().path("id");

    bob.send(roomId, "Once", "c-1").then().statusCode(200).body("id", equalTo(id));
    bob.reply(roomId, id, "At once").then().statusCode(429);
    Patience.await().until(() -> bob.send(roomId, "Later", "c-2").statusCode() == 201);
    alice.change(roomId, Map.of("slowModeSeconds", 0)).then().statusCode(200);
    bob.say(roomId, "As", "I", "like");
  }

  private String slowRoom(int seconds) {
    String roomId = alice.group("bob", "carol");
    alice.change(roomId, Map.of("slowModeSeconds", seconds)).then().statusCode(200);
    return roomId;
  }
}
