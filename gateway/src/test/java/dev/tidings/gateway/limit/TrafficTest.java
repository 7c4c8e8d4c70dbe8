package dev.tidings.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** R-G13: how fast one may connect and send. */
class TrafficTest {

  private static final class Time implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void advance(Duration by) {
      nanos += by.toNanos();
    }
  }

  private final Time time = new Time();

  /** Against a bucket that is filled in small steps. */
  @Test
  void shouldAllowWhatABucketWould() {
    for (int seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      int capacity = 1 + random.nextInt(20);
      int refill = 1 + random.nextInt(50);
      var allowance = new Allowance(capacity, refill);
      long back = Long.MAX_VALUE - 5_000_000_000L; // soon beyond the largest number
      long now = back;
      double bucket = capacity;
      for (int i = 0; i < 200; i++) {
        long passed = random.nextLong(100_000_000);
        now += passed;
        bucket = Math.min(capacity, bucket + passed * refill / 1e9);
        int count = 1 + random.nextInt(3);
        long then = allowance.taken(count, back, now);
        long wait = allowance.nanosUntilAllowed(then, now);
        double missing = count - bucket;
        assertThat(wait / 1e9).as("seed %d", seed).isCloseTo(missing / refill, within(1e-6));
        if (wait <= 0) {
          back = then;
          bucket -= count;
        }
      }
    }
  }

  @Test
  void shouldAllowABurstThenTheRate() {
    var traffic = new Traffic(rule("frame-burst", "3"));
    for (int i = 0; i < 3; i++) {
      assertThat(traffic.count(10)).isInstanceOf(Traffic.Verdict.Fine.class);
    }
    assertThat(traffic.count(10)).isEqualTo(new Traffic.Verdict.Refused(10));
    time.advance(Duration.ofMillis(10));
    assertThat(traffic.count(10)).isInstanceOf(Traffic.Verdict.Fine.class);
    assertThat(traffic.count(10)).isInstanceOf(Traffic.Verdict.Refused.class);
  }

  @Test
  void shouldCountBytes() {
    var traffic = new Traffic(rule("byte-burst", "64K"));
    assertThat(traffic.count(64 * 1024)).isInstanceOf(Traffic.Verdict.Fine.class);
    assertThat(traffic.count(1024)).isInstanceOf(Traffic.Verdict.Refused.class);
    time.advance(Duration.ofMillis(4));
    assertThat(traffic.count(1024)).isInstanceOf(Traffic.Verdict.Fine.class);
  }

  /** A frame that is longer than any may be is refused elsewhere, not counted for ever. */
  @Test
  void shouldCountAnOverlongFrameAsTheLongest() {
    var traffic = new Traffic(rule("byte-burst", "64K"));
    assertThat(traffic.count(10_000_000)).isInstanceOf(Traffic.Verdict.Fine.class);
  }

  @Test
  void shouldEndThoseWhoDoNotStop() {
    var traffic = new Traffic(rule("refused-frames", "5"));
    int fine = 0;
    int refused = 0;
    Traffic.Verdict verdict;
    while (!((verdict = traffic.count(1)) instanceof Traffic.Verdict.Abuse)) {
      fine += verdict instanceof Traffic.Verdict.Fine ? 1 : 0;
      refused += verdict instanceof Traffic.Verdict.Refused ? 1 : 0;
    }
    assertThat(fine).isEqualTo(1200);
    assertThat(refused).isEqualTo(5);
  }

  /** Newcomers, however many, don't keep those out who come back. */
  @Test
  void shouldKeepAShareForThoseWhoComeBack() {
    var rate = new ConnectRate(Limits.with("connect-rate", "2"), new SimpleMeterRegistry(), time);
    rate.admit(false);
    rate.admit(false);
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> rate.admit(false));
    assertThat(refused.code()).isEqualTo(LimitProblem.RATE_LIMITED);
    assertThat(refused.retryAfter()).contains(Duration.ofMillis(500));
    rate.admit(true);
    time.advance(Duration.ofMillis(500));
    rate.admit(false);
  }

  private TrafficRule rule(String property, String value) {
    return new TrafficRule(Limits.with(property, value), time::currentTimeNanos);
  }
}
