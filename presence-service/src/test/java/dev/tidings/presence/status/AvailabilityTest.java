package dev.tidings.presence.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R-P4: a reconnect inside the grace causes no flicker. */
class AvailabilityTest {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final MutableClock clock = MutableClock.at("2026-01-31T09:05:00Z");

  @Test
  void shouldComeOnlineWithTheFirstConnection() {
    var next = new Availability.Gone().next(true, clock.instant(), GRACE);

    assertThat(next).isEqualTo(new Availability.Connected());
    assertThat(next.isReachable()).isTrue();
  }

  @Test
  void shouldStayOnlineThroughTheGrace() {
    var leaving = new Availability.Connected().next(false, clock.instant(), GRACE);
    assertThat(leaving).isEqualTo(new Availability.Leaving(clock.instant().plus(GRACE)));

    clock.advance(GRACE.minusMillis(1));
    var stillLeaving = leaving.next(false, clock.instant(), GRACE);

    assertThat(stillLeaving).isEqualTo(leaving);
    assertThat(stillLeaving.isReachable()).isTrue();
  }

  @Test
  void shouldGoOfflineWhenTheGraceEnds() {
    var leaving = new Availability.Connected().next(false, clock.instant(), GRACE);

    clock.advance(GRACE);
    var gone = leaving.next(false, clock.instant(), GRACE);

    assertThat(gone).isEqualTo(new Availability.Gone());
    assertThat(gone.isReachable()).isFalse();
  }

  @Test
  void shouldForgetTheGraceAtAReconnect() {
    var leaving = new Availability.Connected().next(false, clock.instant(), GRACE);

    clock.advance(Duration.ofSeconds(1));
    var back = leaving.next(true, clock.instant(), GRACE);
    clock.advance(Duration.ofMinutes(1));

    assertThat(back).isEqualTo(new Availability.Connected());
    assertThat(back.next(false, clock.instant(), GRACE))
        .isEqualTo(new Availability.Leaving(clock.instant().plus(GRACE)));
  }

  @Test
  void shouldStayOfflineWithoutAConnection() {
    assertThat(new Availability.Gone().next(false, clock.instant(), GRACE))
        .isEqualTo(new Availability.Gone());
  }
}
