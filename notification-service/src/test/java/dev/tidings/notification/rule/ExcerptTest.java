package dev.tidings.notification.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void shouldKeepAShortText() {
    assertThat(Excerpt.of("Hello @bob", 10)).isEqualTo("Hello @bob");
    assertThat(Excerpt.of("", 10)).isEmpty();
  }

  @Test
  void shouldMakeOneLineOfIt() {
    assertThat(Excerpt.of("  Hello @bob,\n\n is it\tready?  ", 50))
        .isEqualTo("Hello @bob, is it ready?");
  }

  @Test
  void shouldSayThatItWasCut() {
    assertThat(Excerpt.of("0123456789X", 10)).isEqualTo("012345678…");
    assertThat(Excerpt.of("01234567 9X", 10)).isEqualTo("01234567…");
  }

  @Test
  void shouldCountAndCutCodePointsNotUnits() {
    assertThat(Excerpt.of("🎉🎉🎉", 3)).isEqualTo("🎉🎉🎉");
    assertThat(Excerpt.of("🎉🎉🎉🎉", 3)).isEqualTo("🎉🎉…");
  }

  @Test
  void shouldNeverExceedTheLimitNorBreakACharacter() {
    long seed = 20_260_131;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] alphabet = {'a', ' ', '\n', 'é', '中', 0x1F389, 0x1D11E, 0x200D};
    for (int round = 0; round < 2_000; round++) {
      int[] points =
          random.ints(random.nextInt(40), 0, alphabet.length).map(i -> alphabet[i]).toArray();
      String text = new String(points, 0, points.length);
      int limit = random.nextInt(1, 20);

      String excerpt = Excerpt.of(text, limit);

      assertThat(excerpt.codePointCount(0, excerpt.length()))
          .as("seed %d, round %d", seed, round)
          .isLessThanOrEqualTo(limit);
      assertThat(excerpt.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF))
          .as("seed %d, round %d", seed, round)
          .isTrue();
    }
  }
}
