package dev.tidings.analytics.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** R-A5: 5-second buckets. */
class BucketTest {

  @Test
  void shouldTakeInstantsUpToItsEnd() {
    assertThat(bucketAt("2026-03-01T10:00:05.000Z")).isEqualTo("2026-03-01T10:00:05Z");
    assertThat(bucketAt("2026-03-01T10:00:09.999Z")).isEqualTo("2026-03-01T10:00:05Z");
    assertThat(bucketAt("2026-03-01T10:00:10.000Z")).isEqualTo("2026-03-01T10:00:10Z");
  }

  @Test
  void shouldTakeInstantsBeforeTheEpoch() {
    assertThat(bucketAt("1969-12-31T23:59:59.999Z")).isEqualTo("1969-12-31T23:59:55Z");
  }

  @Test
  void shouldNeverSpanTwoDays() {
    Bucket last = Bucket.of(Instant.parse("2026-02-28T23:59:59.999Z"));
    assertThat(last.start()).isEqualTo("2026-02-28T23:59:55Z");
    assertThat(last.next().start()).isEqualTo("2026-03-01T00:00:00Z");
  }

  /** Where clocks are put forward and back, UTC goes on evenly. */
  @Test
  void shouldFollowEachOtherEvenlyWhereLocalClocksChange() {
    var clock = MutableClock.at("2026-03-29T00:59:58Z");
    var buckets = new HashSet<Instant>();
    for (int second = 0; second < 3600; second++) {
      buckets.add(Bucket.of(clock.instant()).start());
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(buckets).hasSize(721);
    assertThat(buckets.stream().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)).distinct())
        .hasSize(1);
  }

  @Test
  void shouldNotStartBetweenBuckets() {
    Instant between = Instant.parse("2026-03-01T10:00:06Z");
    assertThatThrownBy(() -> new Bucket(between)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBeAnnouncedWhenItHasSettled() {
    Duration settle = Duration.ofMillis(150);
    assertThat(LiveTicker.untilNext(Instant.parse("2026-03-01T10:00:00Z"), settle)).hasMillis(150);
    assertThat(LiveTicker.untilNext(Instant.parse("2026-03-01T10:00:00.150Z"), settle))
        .hasMillis(5000);
    assertThat(LiveTicker.untilNext(Instant.parse("2026-03-01T10:00:04.999Z"), settle))
        .hasMillis(151);
  }

  private static String bucketAt(String instant) {
    return Bucket.of(Instant.parse(instant)).start().toString();
  }
}
