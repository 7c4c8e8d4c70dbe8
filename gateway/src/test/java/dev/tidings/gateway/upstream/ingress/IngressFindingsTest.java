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
    assertThat(findings.isGood(0, 3)).isFalse();
    assertThat(findings.isGood(0, 4)).isFalse();
    assertThat(findings.isGood(0, 5)).isTrue();
    assertThat(findings.isGood(0, 7)).isTrue();
    assertThat(findings.isGood(0, 8)).isFalse();
    assertThat(findings.isGood(1, 5)).isFalse();
  }

  /** Gaps of compaction and transactions, seeks back and forth. */
  @Test
  void shouldNeverCallGoodWhatItHasNotSeenOrWasBad() {
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
        for (long each = 0; each < 200; each++) {
          if (fresh.isGood(0, each)) {
            assertThat(seen).contains(each);
            assertThat(bad).doesNotContain(each);
          }
        }
      }
    }
  }

  @Test
  void shouldNotMindOtherTopics() {
    findings.examined("chat.room.v1", 0, 5, true);
    assertThat(findings.isGood(0, 5)).isFalse();
  }

  private void examined(long offset, boolean good) {
    findings.examined(IngressTopics.TOPIC, 0, offset, good);
  }
}
