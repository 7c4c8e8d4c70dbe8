package dev.tidings.gateway.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R-G16: those who connect come first, and nobody is forgotten over it. */
class RushTest {

  private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
  private final Rush rush = new Rush(now);

  @Test
  void shouldLetEachPassWhenFewCome() {
    for (int i = 0; i < 1_000; i++) {
      advance(3);
      rush.came(now);
      assertThat(rush.isOver(now)).isTrue();
    }
  }

  @Test
  void shouldHoldWhatComesInARushUntilItIsOver() {
    for (int i = 0; i < 50; i++) {
      rush.came(now);
      assertThat(rush.isOver(now)).isTrue();
    }
    rush.came(now);
    assertThat(rush.isOver(now)).isFalse();
    advance(150);
    assertThat(rush.isOver(now)).as("a moment is not the end").isFalse();
    advance(100);
    assertThat(rush.isOver(now)).isTrue();
  }

  @Test
  void shouldHoldNothingForLong() {
    long begin = now;
    while (true) {
      advance(1);
      rush.came(now);
      if (rush.isOver(now) && now - begin > TimeUnit.MILLISECONDS.toNanos(200)) {
        break;
      }
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(now - begin)).isBetween(5_000L, 5_100L);
    advance(1);
    rush.came(now);
    assertThat(rush.isOver(now)).as("the next ones wait again").isFalse();
  }

  private void advance(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
