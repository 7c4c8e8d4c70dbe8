package dev.tidings.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.bench.measure.SequenceCheck.Verdict;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceCheckTest {

  private static final int MESSAGES = 300;
  private static final int NEAR = 12;

  static LongStream seeds() {
    return new Random().longs(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldAgreeWithAPlainSetOnAnyHistory(long seed) {
    var random = new Random(seed);
    var check = new SequenceCheck();
    Set<Integer> seen = new HashSet<>();
    int highest = -1;
    int next = 0;
    for (int i = 0; i < MESSAGES; i++) {
      int sequence =
          random.nextInt(4) > 0 ? next++ : Math.max(0, next + random.nextInt(-NEAR, NEAR));
      Verdict expected =
          seen.contains(sequence)
              ? Verdict.DUPLICATE
              : sequence < highest ? Verdict.LATE : Verdict.IN_ORDER;

      assertThat(check.arrived(sequence)).as("seed %d, step %d", seed, i).isEqualTo(expected);
      seen.add(sequence);
      highest = Math.max(highest, sequence);
    }
    for (int published = 0; published < MESSAGES; published++) {
      int limit = published;
      long here = seen.stream().filter(sequence -> sequence < limit).count();
      assertThat(check.missing(published)).as("seed %d", seed).isEqualTo(published - (int) here);
    }
  }

  @Test
  void shouldMissEverythingThatWasPublishedWhenNothingArrived() {
    assertThat(new SequenceCheck().missing(5)).isEqualTo(5);
  }
}
