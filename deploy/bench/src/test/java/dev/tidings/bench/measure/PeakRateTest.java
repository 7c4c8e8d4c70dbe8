package dev.tidings.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeakRateTest {

  private static final long MILLI = 1_000_000;

  @Test
  void shouldFindTheFullestSecond() {
    var rate = new PeakRate(0);
    for (int i = 0; i < 30; i++) {
      rate.happened(i * 100 * MILLI);
    }
    for (int i = 0; i < 5; i++) {
      rate.happened(6_000 * MILLI);
    }
    for (int i = 0; i < 7; i++) {
      rate.happened(6_850 * MILLI);
    }

    assertThat(rate.perSecond()).isEqualTo(12);
    assertThat(rate.count()).isEqualTo(42);
    assertThat(rate.seconds()).isEqualTo(6.85);
  }

  @Test
  void shouldBeZeroWithoutAnything() {
    var rate = new PeakRate(0);
    assertThat(rate.perSecond()).isZero();
    assertThat(rate.seconds()).isZero();
  }
}
