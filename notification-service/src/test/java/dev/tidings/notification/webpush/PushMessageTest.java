package dev.tidings.notification.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.notification.feed.Action;
import dev.tidings.notification.feed.Priority;
import dev.tidings.platform.event.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N3: whatever a notification says, its message fits. */
class PushMessageTest {

  private static final int MOST = Encryption.MAX_PLAINTEXT;

  @ParameterizedTest
  @CsvSource({
    "10, 10, 10",
    "10, 5000, 10",
    "10, 20000, 10",
    "5000, 5000, 10",
    "10, 10, 8000",
    "5000, 0, 8000",
    "10, 3900, 10",
    "10, 3700, 10"
  })
  void shouldFit(int title, int body, int link) throws Exception {
    for (String character : List.of("x", "я", "語", "😀", "\"")) {
      var message =
          new PushMessage(
              "01997a00-9b00-7000-8000-000000000001",
              "tag",
              "review",
              Priority.HIGH,
              character.repeat(title),
              character.repeat(body),
              "https://example.com/i.png",
              "/" + "l".repeat(link),
              List.of(new Action("Open", "/open")));

      byte[] bytes = message.bytes(MOST);

      assertThat(bytes.length).isBetween(1, MOST);
      JsonNode read = Json.mapper().readTree(bytes);
      assertThat(read.path("title").asText()).startsWith(character);
      assertThat(message.body()).startsWith(read.path("body").asText());
      assertThat(read.path("body").asText()).doesNotContain("\uFFFD");
      if (Json.bytes(message).length <= MOST) {
        assertThat(bytes).isEqualTo(Json.bytes(message));
      }
    }
  }
}
