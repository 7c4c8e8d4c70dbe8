package dev.tidings.chat.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.ChatApi;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** R-X3: who writes more than one may is told so, and when to go on. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class LimitedRequestsTest {

  private static final String NOWHERE = "01997a00-5a00-7000-8000-00000000000a";

  @Inject LimitsConfig limits;

  @Test
  void shouldLimitSendsAndOtherChangesApart() {
    ChatApi greedy = ChatApi.as("greedy", "limits");

    Response refused = null;
    for (int i = 0; i < 5 * limits.sendBurstPerUser() && refused == null; i++) {
      Response answer = greedy.send(NOWHERE, "Hello");
      refused = answer.statusCode() == 429 ? answer : null;
    }

    assertThat(refused).isNotNull();
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(refused.jsonPath().getString("code")).isEqualTo("rate-limited");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    assertThat(greedy.deleteMessage("none").statusCode()).isEqualTo(404);
    assertThat(ChatApi.as("modest", "limits").send(NOWHERE, "Hello").statusCode()).isEqualTo(404);
  }
}
