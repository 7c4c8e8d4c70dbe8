package dev.tidings.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.bench.audience.Audience;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.measure.Faults;
import dev.tidings.bench.measure.Latencies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AimTest {

  private static final int MB = 1 << 20;
  private static final CpuUse CPU = new CpuUse(1, 0.5, 0.1, 0.2, 0, 0, 0.1);

  private static Latencies p99(long micros) {
    return new Latencies(10, micros / 2, micros / 2, micros, micros, micros);
  }

  private static DeliveryResult delivery(String scenario, String target, long p99, long growth) {
    return delivery(scenario, target, p99, growth, 5);
  }

  private static DeliveryResult delivery(
      String scenario, String target, long p99, long growth, double serverMicros) {
    return new DeliveryResult(
        scenario,
        target,
        10,
        1,
        50,
        200,
        100,
        1_000,
        500,
        new Faults(0, 0, 0, 0, 0, 0),
        Map.of(),
        Map.of(),
        "",
        0,
        false,
        p99(1),
        p99(p99),
        serverMicros,
        1,
        350,
        CPU,
        0,
        growth);
  }

  private static ReturnResult drained(long lost, long attemptsPerSecond, double secondsUntilGone) {
    return new ReturnResult(
        "drain",
        "tidings",
        10,
        1,
        100,
        10,
        10,
        new Faults(lost, 0, 0, 0, 0, 0),
        Map.of(),
        Map.of(),
        secondsUntilGone,
        5,
        new Audience.Returns(10, 0, 0, p99(1), 10, 1, 10, attemptsPerSecond),
        0);
  }

  private static boolean met(String what, Result... results) {
    return Aim.of(List.of(results)).stream()
        .filter(aim -> aim.what().contains(what))
        .findFirst()
        .orElseThrow()
        .met();
  }

  @Test
  void shouldHoldLatencyAgainstItsLimit() {
    assertThat(met("p99", delivery("steady", "tidings", 24_999, 0))).isTrue();
    assertThat(met("p99", delivery("steady", "tidings", 25_000, 0))).isFalse();
    assertThat(met("p99", delivery("broadcast", "tidings", 99_999, 0))).isTrue();
    assertThat(met("p99", delivery("read", "tidings", 50_000, 0))).isFalse();
  }

  @Test
  void shouldHoldWhatGoesToEverybodyAgainstItsLimitAndNothingElse() {
    assertThat(met("committed", notified(99_999, p99(900)))).isTrue();
    assertThat(met("committed", notified(100_000, p99(900)))).isFalse();
    assertThat(Aim.of(List.of(notified(100_000, null)))).isEmpty();
  }

  private static NotificationResult notified(long p99, Latencies bare) {
    return new NotificationResult("broadcast", "tidings", "to 10,000", p99(p99), bare, true);
  }

  @Test
  void shouldHoldTheCostOfADeliveryAgainstTheOthers() {
    DeliveryResult ours = delivery("channels-max", "tidings", 1, 0, 11);
    assertThat(met("nchan", ours, delivery("channels-max", "nchan", 1, 0, 10))).isTrue();
    assertThat(met("nchan", ours, delivery("channels-max", "nchan", 1, 0, 9.9))).isFalse();
    assertThat(met("socketio", ours, delivery("channels-max", "socketio", 1, 0, 15.8))).isTrue();
    assertThat(met("socketio", ours, delivery("channels-max", "socketio", 1, 0, 15.6))).isFalse();
    assertThat(Aim.of(List.of(ours, delivery("fanout", "nchan", 1, 0, 10)))).isEmpty();
  }

  @Test
  void shouldCompareTheStalledRunWithTheOneBefore() {
    DeliveryResult without = delivery("stalled-0", "tidings", 10_000, MB);
    assertThat(met("others", without, delivery("stalled-1", "tidings", 12_000, 9 * MB))).isTrue();
    assertThat(met("others", without, delivery("stalled-1", "tidings", 12_100, 9 * MB))).isFalse();
    assertThat(met("memory", without, delivery("stalled-1", "tidings", 1, 65 * MB))).isTrue();
    assertThat(met("memory", without, delivery("stalled-1", "tidings", 1, 66 * MB))).isFalse();
    assertThat(Aim.of(List.of(without))).isEmpty();
  }

  @Test
  void shouldHoldADrainAgainstItsPaceItsGraceAndItsPromise() {
    assertThat(Aim.of(List.of(drained(0, 550, 8)))).hasSize(3).allMatch(Aim::met);
    assertThat(met("lost", drained(1, 550, 8))).isFalse();
    assertThat(met("reconnects", drained(0, 551, 8))).isFalse();
    assertThat(met("left", drained(0, 550, 9.1))).isFalse();
  }

  @Test
  void shouldCompareWhatAMessageCostsInTheSmallestAndTheLargestRoom() {
    var small = new CostResult("cost-10", "tidings", 10, 100, 0, 2_000, 3, 1);
    var same = new CostResult("cost-10000", "tidings", 10_000, 100, 0, 2_150, 3.2, 2);
    var more = new CostResult("cost-10000", "tidings", 10_000, 100, 0, 2_250, 3.4, 1);

    assertThat(Aim.of(List.of(small, same))).hasSize(2).allMatch(Aim::met);
    assertThat(Aim.of(List.of(small, more))).hasSize(2).noneMatch(Aim::met);
  }

  @Test
  void shouldHoldPresenceAgainstTwoFramesATickAndTheTruth() {
    // 100 users for 9 s and the tick after them: 203 frames at first, then 2 in each of 10 s.
    assertThat(Aim.of(List.of(presence(22_300, 0, 9)))).hasSize(3).allMatch(Aim::met);
    assertThat(presence(22_300, 0, 9).isClean()).isTrue();
    assertThat(met("frames", presence(22_301, 0, 9))).isFalse();
    assertThat(met("wrong", presence(22_300, 1, 9))).isFalse();
    assertThat(met("behind", presence(22_300, 0, -1))).isFalse();
    assertThat(List.of(presence(22_301, 0, 9), presence(1, 1, 9), presence(1, 0, -1)))
        .noneMatch(Result::isClean);
  }

  private static PresenceResult presence(long frames, long wrong, double caughtUp) {
    return new PresenceResult(
        "join",
        "tidings",
        100,
        25,
        9,
        5,
        6,
        caughtUp,
        0,
        frames,
        1_000,
        10,
        wrong,
        0,
        0,
        Map.of(),
        Map.of(),
        new CpuUse(9, 1, 1, 1, 0, 0, 0));
  }

  @Test
  void shouldTakeTheRoundInTheMiddleAndTidingsOnly() {
    assertThat(
            met(
                "p99",
                delivery("steady", "tidings", 90_000, 0),
                delivery("steady", "tidings", 10_000, 0),
                delivery("steady", "tidings", 20_000, 0)))
        .isTrue();
    assertThat(Aim.of(List.of(delivery("steady", "nchan", 1, 0)))).isEmpty();
  }
}
