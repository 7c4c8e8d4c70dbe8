package dev.tidings.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G12: when clients are told to go, and when they come elsewhere. */
class DrainPlanTest {

  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;

  @ParameterizedTest
  @CsvSource({"1, 500, 20", "100, 500, 20", "5000, 500, 20", "5000, 500, 3", "50000, 500, 20"})
  void shouldTellEverybodyInTimeAndKeepThePace(int clients, int pace, int spreadSeconds) {
    var plan = new DrainPlan(clients, pace, Duration.ofSeconds(spreadSeconds));
    var turns = new ArrayList<Long>();
    long now = 0;
    while (plan.told() < clients) {
      while (plan.told() < clients && plan.isDue(now)) {
        turns.add(now + plan.tell(now) * MILLISECOND);
      }
      now += 20 * MILLISECOND;
    }

    assertThat(now).isLessThanOrEqualTo((spreadSeconds + 1) * SECOND);
    assertPace(turns, pace);
    assertThat(turns.getLast()).isLessThanOrEqualTo((clients / pace + 1) * SECOND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldKeepThePaceWhenTheGatewayStutters(long seed) {
    var random = new Random(seed);
    var plan = new DrainPlan(2_000, 500, Duration.ofSeconds(20));
    var turns = new ArrayList<Long>();
    long now = 0;
    while (plan.told() < 2_000) {
      while (plan.told() < 2_000 && plan.isDue(now)) {
        turns.add(now + plan.tell(now) * MILLISECOND);
      }
      now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : 20 * MILLISECOND;
    }
    assertPace(turns, 500);
  }

  /** No second has more turns than the pace; a millisecond may be rounded. */
  private static void assertPace(List<Long> turns, int pace) {
    for (int i = pace; i < turns.size(); i++) {
      assertThat(turns.get(i) - turns.get(i - pace))
          .as("turns %d to %d", i - pace, i)
          .isGreaterThanOrEqualTo(SECOND - 2 * MILLISECOND);
    }
  }
}
