package dev.tidings.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G6, R-G8: the positions of a whole stream in one id. */
class PositionVectorTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 20_260_131, 7_777_777})
  void shouldComeBackAsItWas(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    for (int round = 0; round < 200; round++) {
      var positions = new HashMap<Channel, Position>();
      for (int i = random.nextInt(100); i > 0; i--) {
        positions.put(Channel.of("room", "räum-" + random.nextLong()), position(random));
      }
      String text = PositionVector.of(positions).encode();
      PositionVector read = PositionVector.decode(text).orElseThrow();
      assertThat(text).as("seed " + seed).matches("[A-Za-z0-9_-]+");
      assertThat(read.size()).as("seed " + seed).isEqualTo(positions.size());
      positions.forEach(
          (channel, position) ->
              assertThat(read.of(channel)).as("seed " + seed).isEqualTo(position));
    }
  }

  private static Position position(RandomGenerator random) {
    var also = new ArrayList<Long>();
    for (int i = random.nextInt(3); i > 0; i--) {
      also.add(random.nextLong() >> random.nextInt(64));
    }
    return new Position("epoch" + random.nextInt(4), random.nextLong(-1, 1L << 40), also);
  }

  @Test
  void shouldBeShort() {
    var positions = new HashMap<Channel, Position>();
    for (int i = 0; i < 100; i++) {
      positions.put(
          Channel.of("room", UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString()),
          new Position("q1w2e3r4", 12_345_678, List.of(87_654_321L)));
    }
    assertThat(PositionVector.of(positions).encode()).hasSizeLessThan(2_400);
  }

  @Test
  void shouldKnowNothingOfOtherChannels() {
    var vector = PositionVector.of(Map.of(Channel.WORKSPACE, new Position("e", 1)));
    assertThat(vector.of(Channel.of("user", "alice"))).isNull();
    assertThat(vector.of(Channel.WORKSPACE)).isEqualTo(new Position("e", 1));
  }

  @Test
  void shouldRefuseWhateverIsNoVector() {
    String good =
        PositionVector.of(Map.of(Channel.WORKSPACE, new Position("e", 300, List.of(-1L)))).encode();
    assertThat(PositionVector.decode(good)).isPresent();
    for (int end = 0; end < good.length(); end++) {
      assertThat(PositionVector.decode(good.substring(0, end))).as("cut at " + end).isEmpty();
    }
    assertThat(PositionVector.decode(good + "AAAA")).isEmpty();
    assertThat(PositionVector.decode("Ä")).isEmpty();
    assertThat(PositionVector.decode("A".repeat(PositionVector.MAX_LENGTH + 1))).isEmpty();
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(42);
    for (int i = 0; i < 10_000; i++) {
      var text = new StringBuilder("AQ");
      random.ints(random.nextInt(40), '0', 'z' + 1).forEach(text::appendCodePoint);
      assertThat(PositionVector.decode(text.toString())).isNotNull();
    }
  }
}
