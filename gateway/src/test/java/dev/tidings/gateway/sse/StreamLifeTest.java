package dev.tidings.gateway.sse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.SmallLimits;
import dev.tidings.gateway.support.TestStream;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** R-G6, R-G11: a stream that is quiet lives on; one with too many channels says so. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class StreamLifeTest extends GatewayTest {

  /** Three heartbeats are more than the two after which who isn't heard is cut off. */
  @Test
  void shouldLiveAsLongAsHeartbeatsAreTaken() {
    try (var alice = TestStream.open(uri(), Tokens.token("alice", workspace), null)) {
      Patience.await().until(() -> alice.comments().size() >= 3);
      assertThat(alice.events()).extracting(TestStream.Event::type).doesNotContain("DISCONNECT");
    }
  }

  @Test
  void shouldNotPretendToResumeMoreThanAnIdCanHold() {
    String token = Tokens.token("alice", workspace);
    String id;
    try (var alice = TestStream.open(uri(), token, null)) {
      id = alice.lastEventId();
      assertThat(id).isEqualTo(StreamId.NONE);
    }
    try (var again = TestStream.open(uri(), token, id)) {
      JsonNode ack = again.answer("user:alice");
      assertThat(ack.at("/data/recovered").asBoolean()).isFalse();
    }
  }

  /** R-G15: what Kafka doesn't confirm in time was not taken, and may be sent again. */
  @Test
  void shouldNotTakeWhatKafkaDoesNotConfirm() {
    given()
        .auth()
        .oauth2(Tokens.of("crm", workspace).roles("SERVICE").mint())
        .contentType("application/json")
        .body("{\"channel\":\"lead:1\",\"type\":\"A\",\"data\":1}")
        .post("/api/live-sync")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", equalTo("2"))
        .body("code", equalTo("unavailable"));
  }

  private URI uri() {
    return URI.create("http://" + ws().getAuthority() + "/api/realtime/stream");
  }
}
