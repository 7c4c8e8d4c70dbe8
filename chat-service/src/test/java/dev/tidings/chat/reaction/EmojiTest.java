package dev.tidings.chat.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidings.platform.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍",
        "👍🏽",
        "❤️",
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈",
        "👁️‍🗨️",
        "🇩🇪",
        "1️⃣",
        "#️⃣",
        "☝🏽",
        "🏃🏾‍♀️",
        "👩‍❤️‍👩",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🏴‍☠️",
        "🏴",
        "🏽"
      })
  void shouldKeepFullyQualifiedEmoji(String emoji) {
    assertThat(Emoji.normalized(emoji)).isEqualTo(emoji);
  }

  @ParameterizedTest
  @CsvSource({
    "\u2764, \u2764\uFE0F",
    "\u2764\uFE0E, \u2764\uFE0F",
    "\uD83C\uDFF3\u200D\uD83C\uDF08, \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
    "1\u20E3, 1\uFE0F\u20E3",
    "\uD83D\uDC4D\uFE0F, \uD83D\uDC4D",
    "\u261D\uFE0F\uD83C\uDFFD, \u261D\uD83C\uDFFD"
  })
  void shouldMakeOneOfWhatLooksTheSame(String text, String emoji) {
    assertThat(Emoji.normalized(text)).isEqualTo(emoji);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1",
        "👍👍",
        "👍a",
        " 👍",
        "<script>",
        ":+1:",
        "\u200D",
        "👍\u200D",
        "\u200D👍",
        "🇩",
        "🇩🇪🇩",
        "\uFE0F",
        "\uD83D",
        "👍🏽🏽",
        "🏴\uDB40\uDC67",
        "#",
        "👍\0"
      })
  void shouldRefuseWhatIsNotExactlyOneEmoji(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Emoji.normalized(text))
        .satisfies(e -> assertThat(e.code().status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 500})
  void shouldRefuseEndlessSequences(int length) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Emoji.normalized("👩‍".repeat(length * 2) + "👩"));
  }
}
