package dev.tidings.chat.limits;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.tidings.chat.ChatApi;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** R-X3: who writes more than one may is told so, and when to go on. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class LimitedRequestsTest {

  private static final String WORKSPACE = "limits";
  private static final String NOWHERE = "01997a00-5a00-7000-8000-00000000000a";

  private final ChatApi greedy = ChatApi.as("greedy", WORKSPACE);
  private final ChatApi modest = ChatApi.as("modest", WORKSPACE);

  @Inject SendLimits sends;
  @Inject ChangeLimits changes;

  @Test
  void shouldLimitSendsByThemselves() {
    var caller = new Caller(WORKSPACE, new Person("greedy", null, null, null), Set.of());

    assertIsLimited(
        () -> sends.admit(caller, UUID.fromString(NOWHERE)), () -> greedy.send(NOWHERE, "Hello"));

    greedy.deleteMessage("none").then().statusCode(404);
    modest.send(NOWHERE, "Hello").then().statusCode(404);
  }

  @Test
  void shouldLimitOtherChangesByThemselves() {
    var user = new CurrentUser("busy", WORKSPACE, Set.of(), new Profile(null, null, null));
    ChatApi busy = ChatApi.as("busy", WORKSPACE);

    assertIsLimited(() -> changes.admit(user), () -> busy.deleteMessage("none"));

    busy.get("/api/chat/rooms").then().statusCode(200);
    busy.send(NOWHERE, "Hello").then().statusCode(404);
    modest.deleteMessage("none").then().statusCode(404);
  }

  /** Uses up what there is, as often as it takes on a machine that is slow to ask. */
  private static void assertIsLimited(Runnable take, Supplier<Response> request) {
    Response answer;
    do {
      drain(take);
      answer = request.get();
    } while (answer.statusCode() == 404);
    answer
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("code", equalTo("rate-limited"));
  }

  private static void drain(Runnable take) {
    try {
      while (true) {
        take.run();
      }
    } catch (ProblemException e) {
      // Nothing is left.
    }
  }
}
