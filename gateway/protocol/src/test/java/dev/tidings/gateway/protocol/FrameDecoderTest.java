package dev.tidings.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-G13: a malformed frame is a clear error, never an exception. */
class FrameDecoderTest {

  private static final long SEED = 20_260_131;
  private static final String FRAME =
      "{\"type\":\"SUBSCRIBE\",\"id\":\"1\",\"data\":{\"channel\":\"room:1\",\"since\":{\"epoch\":\"q\",\"offset\":3}}}";

  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "|malformed-frame",
        "[]|malformed-frame",
        "\"PING\"|malformed-frame",
        "null|malformed-frame",
        "{\"type\":\"PING\"|malformed-frame",
        "{\"type\":\"PING\"} {}|malformed-frame",
        "{\"type\":\"PING\",\"type\":\"AUTH\"}|malformed-frame",
        "{}|validation-failed",
        "{\"type\":7}|validation-failed",
        "{\"type\":\"PING\",\"id\":7}|validation-failed",
        "{\"type\":\"SUBSCRIBE\"}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"data\":[]}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"data\":{}}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"data\":{\"channel\":\"Room\"}}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"data\":{\"channel\":\"room:1\",\"since\":3}}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"data\":{\"channel\":\"room:1\",\"since\":{\"epoch\":\"q\",\"offset\":1.5}}}|validation-failed",
        "{\"type\":\"SUBSCRIBE\",\"data\":{\"channel\":\"room:1\",\"since\":{\"epoch\":\"q\",\"offset\":1e99}}}|validation-failed",
        "{\"type\":\"AUTH\",\"data\":{\"token\":\"\"}}|validation-failed",
        "{\"type\":\"MESSAGE_READ\",\"data\":{\"roomId\":\"1\"}}|validation-failed",
        "{\"type\":\"MESSAGE_READ\",\"data\":{\"roomId\":\"1\",\"seq\":-1}}|validation-failed",
        "{\"type\":\"MESSAGE_READ\",\"data\":{\"roomId\":\"1\",\"seq\":\"1\"}}|validation-failed",
        "{\"type\":\"MESSAGE_READ\",\"data\":{\"roomId\":\"a b\",\"seq\":1}}|validation-failed",
        "{\"type\":\"NOTIFICATION_READ\",\"data\":{\"notificationId\":\" \"}}|validation-failed",
        "{\"type\":\"TYPING_START\",\"data\":{\"room\":\"doc:1\"}}|validation-failed",
        "{\"type\":\"TYPING_STOP\",\"data\":{}}|validation-failed",
        "{\"type\":\"PRESENCE_UPDATE\",\"data\":{\"status\":\"asleep\"}}|validation-failed",
        "{\"type\":\"PRESENCE_UPDATE\",\"data\":{\"status\":\"busy\",\"message\":\"a\\u0000b\"}}|validation-failed",
        "{\"type\":\"PRESENCE_UPDATE\",\"data\":{\"status\":\"busy\",\"messageExpiresAt\":\"soon\"}}|validation-failed",
        "{\"type\":\"ACTIVITY\",\"data\":{\"type\":\"editing\",\"resourceType\":\"document\"}}|validation-failed",
        "{\"type\":\"ACTIVITY\",\"data\":{\"type\":\"sleeping\"}}|validation-failed",
        "{\"type\":\"PAGE_NAVIGATE\",\"data\":{}}|validation-failed",
        "{\"type\":\"PUBLISH\",\"data\":{\"channel\":\"doc:1\",\"event\":\"CURSOR\"}}|validation-failed",
        "{\"type\":\"PUBLISH\",\"data\":{\"channel\":\"doc:1\",\"event\":\"cursor\",\"data\":1}}|validation-failed",
        "{\"type\":\"PUBLISH\",\"data\":{\"channel\":\"doc:1\",\"event\":\"MESSAGE_RECEIVED\",\"data\":1}}|validation-failed",
        "{\"type\":\"PUBLISH\",\"data\":{\"channel\":\"doc:1\",\"event\":\"DISCONNECT\",\"data\":1}}|validation-failed",
      })
  void shouldSayWhatIsWrong(String text, String code) {
    assertThat(decoder.decode(text == null ? "" : text))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class, invalid -> assertThat(invalid.code().code()).isEqualTo(code));
  }

  @Test
  void shouldAnswerWithTheIdThatItCouldRead() {
    assertThat(
            decoder.decode("{\"id\":\"9\",\"type\":\"SUBSCRIBE\",\"data\":{\"channel\":\"x:\"}}"))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class, invalid -> assertThat(invalid.id()).isEqualTo("9"));
  }

  @Test
  void shouldRefuseDepthAndLength() {
    String deep = "{\"type\":\"PING\",\"data\":" + "[".repeat(40) + "]".repeat(40) + "}";
    assertThat(decoder.decode(deep))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid -> assertThat(invalid.code()).isEqualTo(ErrorCode.MALFORMED_FRAME));
    assertThat(decoder.decode(" ".repeat(64 * 1024 + 1)))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid -> assertThat(invalid.code()).isEqualTo(ErrorCode.FRAME_TOO_LARGE));
  }

  @Test
  void shouldNeverThrowWhateverItReads() {
    var random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder(FRAME);
      for (int edits = 1 + random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, (char) random.nextInt(0x10000));
          case 2 -> text.insert(at, "{}[]\",:\\u0-.eE".charAt(random.nextInt(14)));
          default -> text.setLength(at);
        }
      }
      assertThat(decoder.decode(text.toString()))
          .as("seed %d, round %d: %s", SEED, i, text)
          .isNotNull();
    }
  }
}
