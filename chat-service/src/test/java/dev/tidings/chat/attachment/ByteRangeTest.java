package dev.tidings.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.attachment.ByteRange.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=10-, 10, 90",
    "bytes=90-1000, 90, 10",
    "bytes=-10, 90, 10",
    "bytes=-1000, 0, 100",
    "bytes = 5 - 6, 5, 2"
  })
  void shouldReadOnePart(String header, long from, long length) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new Asked.Part(new ByteRange(from, length)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes=9-3", "bytes=1"})
  void shouldGiveEverythingOtherwise(String header) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new Asked.Everything());
  }

  @Test
  void shouldSayThatNothingIsThere() {
    assertThat(ByteRange.of("bytes=100-", 100)).isEqualTo(new Asked.Nothing());
    assertThat(ByteRange.of("bytes=-0", 100)).isEqualTo(new Asked.Nothing());
  }
}
