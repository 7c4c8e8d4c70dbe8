package dev.tidings.analytics.distinct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-A4: how many there are, and how sure that is. */
class DistinctVisitorsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 511, 512})
  void shouldCountFewExactly(int size) {
    DistinctVisitors visitors = of(0, size);
    visitors.add(of(0, size));
    assertThat(visitors.count()).isEqualTo(new DistinctCount(size, 0));
    assertThat(visitors.count().low()).isEqualTo(size);
    assertThat(visitors.count().high()).isEqualTo(size);
  }

  @Test
  void shouldEstimateManyAndSaySo() {
    DistinctCount count = of(0, 513).count();
    assertThat(count.isExact()).isFalse();
    assertThat(count.low()).isLessThan(513);
    assertThat(count.high()).isGreaterThan(513);
  }

  /** The root of the mean square error is what the paper says, and so are the bounds. */
  @Test
  void shouldErrAsMuchAsItSays() {
    var random = new Random(7);
    int sets = 150;
    int within = 0;
    double squares = 0;
    for (int i = 0; i < sets; i++) {
      int size = 1_000 + random.nextInt(20_000);
      DistinctCount count = of(i * 1_000_000, size).count();
      squares += Math.pow(count.value() / size - 1, 2);
      within += count.low() <= size && size <= count.high() ? 1 : 0;
    }
    assertThat(Math.sqrt(squares / sets)).isLessThan(1.2 * 0.782 / 64);
    assertThat(within).isGreaterThan(sets * 90 / 100);
  }

  /** However they come, together or in parts, the outcome is the same to the byte. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldNotDependOnOrderOrParts(long seed) {
    var random = new Random(seed);
    int size = random.nextInt(1_200);
    var visitors = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      visitors.add("v" + i);
    }
    var whole = new DistinctVisitors();
    visitors.forEach(whole::add);
    Collections.shuffle(visitors, random);
    var united = new DistinctVisitors();
    for (int from = 0; from < size; ) {
      int to = Math.min(size, from + 1 + random.nextInt(300));
      var part = new DistinctVisitors();
      visitors.subList(Math.max(0, from - 5), to).forEach(part::add);
      if (random.nextBoolean()) {
        united.add(part);
      } else {
        united.add(part.toBytes());
      }
      from = to;
    }
    assertThat(united.toBytes()).isEqualTo(whole.toBytes());
    assertThat(DistinctVisitors.of(united.toBytes()).count()).isEqualTo(whole.count());
  }

  /** What is stored today is read by the next version, too. */
  @Test
  void shouldKeepItsBytes() {
    var visitors = new DistinctVisitors();
    visitors.add("alice");
    assertThat(HexFormat.of().formatHex(visitors.toBytes()))
        .isEqualTo("00" + HexFormat.of().toHexDigits(DistinctVisitors.hash("alice")));
    assertThat(new DistinctVisitors().toBytes()).containsExactly(0);
    assertThat(DistinctVisitors.of(new byte[0]).count()).isEqualTo(DistinctCount.NONE);
  }

  @Test
  void shouldAddCountsOfDifferentDays() {
    DistinctCount both = of(0, 5_000).count().plus(of(10_000, 5_000).count());
    assertThat(both.high() - both.low())
        .isLessThan(2 * (of(0, 5_000).count().high() - of(0, 5_000).count().low()));
    assertThat(both.low()).isLessThan(10_000);
    assertThat(both.high()).isGreaterThan(10_000);
  }

  private static DistinctVisitors of(int from, int size) {
    var visitors = new DistinctVisitors();
    for (int i = 0; i < size; i++) {
      visitors.add("visitor-" + (from + i));
    }
    return visitors;
  }
}
