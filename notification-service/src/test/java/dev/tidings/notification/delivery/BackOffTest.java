package dev.tidings.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N3: waits grow, differ, and heed what the channel asks for. */
class BackOffTest {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
  private final BackOff backOff = new BackOff(FIRST, LONGEST, random);

  @ParameterizedTest
  @CsvSource({"1, 15, 30", "2, 30, 60", "5, 240, 480", "8, 1800, 3600", "1000, 1800, 3600"})
  void shouldDoubleUpToTheLongest(int attempts, long least, long most) {
    for (int i = 0; i < 100; i++) {
      assertThat(backOff.after(attempts, null))
          .isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }
  }

  @ParameterizedTest
  @CsvSource({"PT2H, PT2H", "PT1S, PT15S"})
  void shouldWaitAtLeastAsAskedFor(Duration asked, Duration least) {
    assertThat(backOff.after(1, asked)).isGreaterThanOrEqualTo(least);
  }
}
