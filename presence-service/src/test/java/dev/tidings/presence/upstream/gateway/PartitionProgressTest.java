package dev.tidings.presence.upstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.presence.connection.ListenedSpan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** R-P4: what a lease may be judged by, while the consumer is in time and while it is not. */
class PartitionProgressTest {

  private static final Duration MAX_GAP = Duration.ofSeconds(3);

  private final MutableClock clock = MutableClock.at("2026-01-31T09:05:00Z");
  private final Instant start = clock.instant();
  private final PartitionProgress progress = new PartitionProgress(4, 100, MAX_GAP);

  @Test
  void shouldHaveListenedToNothingBeforeItHasCaughtUp() {
    assertThat(progress.observe(clock.instant(), 150)).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    progress.handled(148);
    assertThat(progress.observe(clock.instant(), 200)).isEmpty();
  }

  @Test
  void shouldListenFromTheTimeAtWhichTheEndWasAskedFor() {
    progress.observe(clock.instant(), 150);
    clock.advance(Duration.ofSeconds(40));
    progress.handled(149);

    // The end of now, 160, is not handled yet; the end of then is.
    assertThat(progress.observe(clock.instant(), 160)).contains(new ListenedSpan(4, start, start));
  }

  @Test
  void shouldGrowWhileTheConsumerKeepsUp() {
    for (int second = 0; second <= 10; second++) {
      assertThat(progress.observe(clock.instant(), 100))
          .contains(new ListenedSpan(4, start, clock.instant()));
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldStandStillWhileTheConsumerIsBehind() {
    progress.observe(clock.instant(), 100);
    clock.advance(Duration.ofSeconds(1));
    progress.observe(clock.instant(), 130);
    clock.advance(Duration.ofSeconds(20));

    assertThat(progress.observe(clock.instant(), 180)).contains(new ListenedSpan(4, start, start));
  }

  @Test
  void shouldBeginAnewAfterAGap() {
    progress.observe(clock.instant(), 100);
    clock.advance(MAX_GAP.plusMillis(1));

    assertThat(progress.observe(clock.instant(), 100))
        .contains(new ListenedSpan(4, clock.instant(), clock.instant()));
  }

  @Test
  void shouldBeginAnewWhenTheClockWasSetBack() {
    progress.observe(clock.instant(), 100);
    clock.advance(Duration.ofSeconds(1));
    progress.observe(clock.instant(), 100);
    clock.advance(Duration.ofMillis(-500));

    assertThat(progress.observe(clock.instant(), 100))
        .contains(new ListenedSpan(4, clock.instant(), clock.instant()));
  }

  @Test
  void shouldNotBeginAnewWithinTheGap() {
    progress.observe(clock.instant(), 100);
    clock.advance(MAX_GAP);

    assertThat(progress.observe(clock.instant(), 100))
        .contains(new ListenedSpan(4, start, clock.instant()));
  }
}
