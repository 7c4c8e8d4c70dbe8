package dev.tidings.bench.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.bench.server.Seat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudiencePlanTest {

  @ParameterizedTest
  @CsvSource({"10, 1, 0", "10, 1, 1", "10, 3, 0", "10, 3, 4", "3, 10, 2", "1000, 1000, 1"})
  void shouldExpectOfEachChannelWhatItsReadersGet(int subscribers, int channels, int stalled) {
    var plan = AudiencePlan.simple("n", subscribers, channels).withStalled(stalled);
    List<Seat> seats = plan.seats();

    for (int channel = 0; channel < channels; channel++) {
      String name = plan.channel(channel);
      long readers =
          seats.stream()
              .filter(seat -> seat.number() >= stalled && seat.channel().equals(name))
              .count();
      assertThat(plan.listeners(channel)).as(name).isEqualTo((int) readers);
    }
  }
}
