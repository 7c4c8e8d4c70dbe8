package dev.tidings.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.problem.ProblemException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-A4: who went through the steps, in their order, within the window. */
class FunnelCountTest {

  @Test
  void shouldTakeOneHitForOneStepOnly() {
    var count = new FunnelCount(2, 1000);
    count.add(new long[] {0}, new int[] {0b11});
    assertThat(count.reached(0)).isEqualTo(1);
    assertThat(count.reached(1)).isZero();
    count.add(new long[] {0, 1}, new int[] {0b11, 0b11});
    assertThat(count.reached(1)).isEqualTo(1);
  }

  /** The first chain is too slow; a later one is not. */
  @Test
  void shouldFindTheChainThatIsInTime() {
    var count = new FunnelCount(3, 100);
    count.add(new long[] {0, 50, 90, 95, 160}, new int[] {0b001, 0b010, 0b001, 0b010, 0b100});
    assertThat(count.reached(2)).isEqualTo(1);
    assertThat(count.medianMs(2)).isEqualTo(70);
    assertThat(count.medianMs(1)).isEqualTo(50);
  }

  @Test
  void shouldSayNothingOfStepsThatNobodyReached() {
    var count = new FunnelCount(2, 100);
    count.add(new long[] {0, 101}, new int[] {0b01, 0b10});
    assertThat(count.reached(1)).isZero();
    assertThat(count.medianMs(1)).isNull();
  }

  /** As trying out all combinations of hits says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldCountAsAllCombinationsDo(long seed) {
    var random = new Random(seed);
    for (int visitor = 0; visitor < 150; visitor++) {
      int steps = 2 + random.nextInt(3);
      long window = random.nextInt(60);
      int size = random.nextInt(9);
      long[] times = random.longs(size, 0, 100).sorted().toArray();
      int[] masks = random.ints(size, 0, 1 << steps).toArray();
      var count = new FunnelCount(steps, window);
      count.add(times, masks);
      int furthest = -1;
      for (int first = 0; first < size; first++) {
        furthest =
            Math.max(furthest, furthest(times, masks, steps, window, first, 0, times[first]));
      }
      for (int step = 0; step < steps; step++) {
        assertThat(count.reached(step)).as("seed %d", seed).isEqualTo(step <= furthest ? 1 : 0);
      }
    }
  }

  private static int furthest(
      long[] times, int[] masks, int steps, long window, int hit, int step, long begun) {
    if ((masks[hit] & 1 << step) == 0 || times[hit] - begun > window) {
      return step - 1;
    }
    int furthest = step;
    if (step + 1 < steps) {
      for (int next = hit + 1; next < times.length; next++) {
        furthest = Math.max(furthest, furthest(times, masks, steps, window, next, step + 1, begun));
      }
    }
    return furthest;
  }

  @ParameterizedTest
  @CsvSource({
    "page:/blog/*, /blog/a/b, true",
    "page:/blog/*, /blogs, false",
    "page:/a_b, /a_b, true",
    "page:/a_b, /axb, false",
    "event:50%\\E*, 50%\\Eoff, true",
    "event:.*, signup, false",
  })
  void shouldMatchPatterns(String step, String value, boolean matches) {
    assertThat(Step.parse(step, "?step").regex().matcher(value).matches()).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "page", "page:", "visit:/a", "/a"})
  void shouldRefuseWhatIsNoStep(String text) {
    assertThatThrownBy(() -> Step.parse(text, "?step")).isInstanceOf(ProblemException.class);
  }
}
