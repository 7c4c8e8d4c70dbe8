package dev.tidings.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of the wire are what the JDK's formatters make and read, whatever the short way. */
class TimestampsTest {

  @Test
  void shouldAgreeWithTheFormatters() {
    var random = new Random(20);
    long first = Instant.parse("-0001-12-31T00:00:00Z").getEpochSecond();
    long last = Instant.parse("+10000-01-02T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000_000));
      String text = Timestamps.format(time);
      assertThat(text).isEqualTo(Timestamps.FORMAT.format(time));
      assertThat(Timestamps.parse(text))
          .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T23:59:59.999Z",
        "2026-01-31T09:05:00Z",
        "2026-01-31T09:05:00.1234567Z",
        "2026-01-31T09:05:00.007+02:00",
        "2026-01-31T09:05:00.00+02",
      })
  void shouldReadAnyForm(String text) {
    assertThat(Timestamps.parse(text))
        .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-29T00:00:00.000Z",
        "2026-13-01T00:00:00.000Z",
        "2026-00-01T00:00:00.000Z",
        "2026-01-00T00:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "2026-01-01T00:60:00.000Z",
        "2026-01-01T00:00:61.000Z",
        "2026-01-01 00:00:00.000Z",
        "2026-01-01T00:00:00.0\u0660\u0660Z",
      })
  void shouldRefuseWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
