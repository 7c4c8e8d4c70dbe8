package dev.tidings.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G6: the id of a stream's events. */
class MovingPositionsTest {

  /** Whatever moves in whatever order, the text says where everything stands. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20_260_131, 7_777_777})
  void shouldSayWhereEverythingStands(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    var channels = new ArrayList<Channel>();
    for (int i = 0; i < 40; i++) {
      channels.add(Channel.of("room", "räum-" + i));
    }
    var moving = new MovingPositions();
    Map<Channel, Position> model = new HashMap<>();
    for (int step = 0; step < 2_000; step++) {
      Channel channel = channels.get(random.nextInt(channels.size()));
      if (random.nextInt(5) == 0) {
        assertThat(moving.remove(channel))
            .as("seed " + seed)
            .isEqualTo(model.remove(channel) != null);
      } else {
        Position position = position(random);
        assertThat(moving.put(channel, position))
            .as("seed " + seed)
            .isEqualTo(!position.equals(model.put(channel, position)));
      }
      String text = moving.encode();
      assertThat(text).as("seed " + seed).hasSize(moving.length());
      PositionVector read = PositionVector.decode(text).orElseThrow();
      assertThat(read.size()).as("seed " + seed).isEqualTo(model.size());
      for (Channel each : channels) {
        assertThat(read.of(each)).as("seed " + seed).isEqualTo(model.get(each));
      }
    }
  }

  private static Position position(RandomGenerator random) {
    return new Position(
        "e" + random.nextInt(3),
        random.nextLong(-1, 50),
        random.nextBoolean() ? List.of(random.nextLong(-1, 1L << 40)) : List.of());
  }

  /** What a stream of many rooms costs each event. */
  @Test
  void shouldBeShortEnoughForAHeader() {
    var moving = new MovingPositions();
    for (int i = 0; i < 180; i++) {
      moving.put(
          Channel.of("room", "0199a0c4-7a00-7000-8000-" + i),
          new Position("q1w2e3r4", 1_234_567 + i, List.of(7_654_321L)));
    }
    assertThat(moving.length()).isLessThan(4_096);
  }
}
