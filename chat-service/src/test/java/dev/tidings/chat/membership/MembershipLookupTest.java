package dev.tidings.chat.membership;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G4: a gateway learns the rooms of many users at once. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class MembershipLookupTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");
  private static final String WORKSPACE = "lookups";

  private final ChatApi alice = ChatApi.as("alice", WORKSPACE);

  @Test
  void shouldAnswerEveryTokenForItself() {
    String first = alice.group("bob");
    String second = alice.group("carol");

    Response answer =
        lookUp(
            Tokens.token("alice", WORKSPACE),
            Tokens.of("bob", WORKSPACE).name("Bob", "Stone").mint(),
            "no token",
            Tokens.of("carol", WORKSPACE).validFor(Duration.ofHours(-1)).mint(),
            Tokens.token("bob", "other-" + WORKSPACE),
            Tokens.of("bob", WORKSPACE).name("Bob", "Stone").mint());

    CONTRACT.assertBodySatisfiesSchema("membership-lookup-answer", answer.asByteArray());
    assertThat(answer.jsonPath().getList("items.valid"))
        .containsExactly(true, true, false, false, true, true);
    assertThat(answer.jsonPath().<List<String>>getList("items.rooms"))
        .containsExactly(
            List.of(first, second),
            List.of(first),
            List.of(),
            List.of(),
            List.of(),
            List.of(first));
    assertThat(alice.get("/api/chat/rooms/" + first + "/members").asString()).contains("Stone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"tokens\":[]}", "{\"tokens\":[null]}", "{\"tokens\":\"x\"}", "["})
  void shouldRefuseWhatIsNoLookup(String body) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/internal/memberships")
        .then()
        .statusCode(400);
  }

  @Test
  void shouldRefuseMoreThanOneBatch() {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("tokens", Collections.nCopies(501, "x")))
        .post("/internal/memberships")
        .then()
        .statusCode(400);
  }

  private static Response lookUp(String... tokens) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("tokens", tokens))
        .post("/internal/memberships");
  }
}
