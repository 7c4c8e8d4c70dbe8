package dev.tidings.gateway.upstream.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read of presence-service is what its contract's examples hold. */
class PresenceAnswersTest {

  private static final ContractExamples PRESENCE = ContractExamples.of("presence-service");

  @Test
  void shouldReadEveryAnswer() throws IOException {
    for (JsonNode body : PRESENCE.bodies("answers")) {
      List<PresenceAnswer> answers = PresenceAnswers.read(Json.bytes(body));
      assertThat(answers).hasSize(body.path("answers").size());
      for (int i = 0; i < answers.size(); i++) {
        check(answers.get(i), body.path("answers").get(i), body.path("people"));
      }
    }
  }

  private static void check(PresenceAnswer answer, JsonNode item, JsonNode people)
      throws IOException {
    switch (answer) {
      case PresenceAnswer.Present(List<byte[]> present) -> {
        var promised = new ArrayList<JsonNode>();
        item.path("people").forEach(place -> promised.add(people.get(place.asInt())));
        var found = new ArrayList<JsonNode>();
        for (byte[] each : present) {
          found.add(Json.mapper().readTree(each));
        }
        assertThat(found).isNotEmpty().isEqualTo(promised);
      }
      case PresenceAnswer.Refused(var problem) -> {
        assertThat(problem.code()).isEqualTo(item.at("/problem/code").asText());
        assertThat(problem.detail()).isEqualTo(item.at("/problem/detail").asText());
        assertThat(problem.retryable()).isTrue();
        assertThat(problem.retryAfterMs()).isEqualTo(item.at("/problem/retryAfterMs").asLong());
      }
    }
  }

  @Test
  void shouldCutPeopleOutAsTheyStandThereAndSkipWhatItDoesNotKnow() throws IOException {
    byte[] body =
        ("{ \"new\": {\"a\":[1,{}]}, \"people\" : [ {\"userId\": \"zoë 🍜\", \"x\": {\"y\": []}} ,"
                + " {\"b\":\"}\\\"\"}], \"answers\":[{\"people\":[1,0],\"problem\":null}]}")
            .getBytes(UTF_8);

    assertThat(PresenceAnswers.read(body))
        .singleElement()
        .isInstanceOfSatisfying(
            PresenceAnswer.Present.class,
            present ->
                assertThat(present.people().stream().map(each -> new String(each, UTF_8)))
                    .containsExactly(
                        "{\"b\":\"}\\\"\"}", "{\"userId\": \"zoë 🍜\", \"x\": {\"y\": []}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "",
        "{\"people\":{},\"answers\":[]}",
        "{\"people\":[],\"answers\":[{\"people\":[0],\"problem\":null}]}",
        "{\"people\":[],\"answers\":[{\"people\":null,\"problem\":null}]}",
        "{\"people\":[{}"
      })
  void shouldNotTakeWhatIsNoAnswer(String body) {
    assertThatThrownBy(() -> PresenceAnswers.read(body.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
