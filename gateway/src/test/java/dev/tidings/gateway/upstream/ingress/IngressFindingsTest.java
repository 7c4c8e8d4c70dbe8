package dev.tidings.gateway.upstream.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** R-G15: nothing that has to be put aside or moved is ever taken for good. */
class IngressFindingsTest {

  private final IngressFindings findings = new IngressFindings();

  @Test
  void shouldKnowTheGoodSinceTheLastBad() {
    for (int offset = 3; offset <= 7; offset++) {
      examined(offset, offset != 4);
    }
    assertThat(findings.goodUntil(0, 3)).isEqualTo(3);
    assertThat(findings.goodUntil(0, 4)).isEqualTo(4);
    assertThat(findings.goodUntil(0, 5)).isEqualTo(8);
    assertThat(findings.goodUntil(0, 7)).isEqualTo(8);
    assertThat(findings.goodUntil(0, 8)).isEqualTo(8);
    assertThat(findings.goodUntil(1, 5)).isEqualTo(5);
  }

  @Test
  void shouldTellTheEndOfWhatWasExaminedFromWhatNobodyKnows() {
    assertThat(findings.isExaminedUpTo(0, 0)).isFalse();
    examined(3, true);
    assertThat(findings.isExaminedUpTo(0, 3)).isFalse();
    assertThat(findings.isExaminedUpTo(0, 4)).isTrue();
    assertThat(findings.isExaminedUpTo(0, 5)).isFalse();
    examined(4, false);
    assertThat(findings.isExaminedUpTo(0, 4)).isFalse();
    assertThat(findings.isExaminedUpTo(0, 5)).isTrue();
    assertThat(findings.isExaminedUpTo(1, 5)).isFalse();
  }

  /** Gaps of compaction and transactions, seeks back and forth. */
  @Test
  void shouldNeverPassOverWhatItHasNotSeenOrWasBad() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var bad = new HashSet<Long>();
      random.longs(10, 0, 100).forEach(bad::add);
      var seen = new HashSet<Long>();
      var fresh = new IngressFindings();
      long offset = 0;
      for (int i = 0; i < 100; i++) {
        offset = random.nextInt(10) == 0 ? random.nextLong(100) : offset + 1;
        fresh.examined(IngressTopics.TOPIC, 0, offset, !bad.contains(offset));
        seen.add(offset);
        for (long from = 0; from < 110; from++) {
          long until = fresh.goodUntil(0, from);
          if (until > from) {
            assertThat(seen).contains(from);
            assertThat(bad).doesNotContain(from);
            assertThat(fresh.goodUntil(0, from + 1)).isEqualTo(until);
          }
        }
      }
    }
  }

  @Test
  void shouldNotMindOtherTopics() {
    findings.examined("chat.room.v1", 0, 5, true);
    assertThat(findings.goodUntil(0, 5)).isEqualTo(5);
  }

  private void examined(long offset, boolean good) {
    findings.examined(IngressTopics.TOPIC, 0, offset, good);
  }
}
