package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.message.SendLane.Place;
import dev.tidings.chat.message.SendLane.Turn;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who holds a lane, who waits, and who is next. */
class SendLaneTest {

  private final SendLane lane = new SendLane(Duration.ofDays(1), 4);

  private static Place place() {
    return new Place(null);
  }

  private static Turn turn(Place place) {
    return place.turn().getNow(null);
  }

  @Test
  void shouldBeHeldByOneAtATime() {
    Place first = place();
    Place second = place();
    assertThat(lane.enter(first)).isTrue();
    assertThat(lane.enter(second)).isFalse();
    assertThat(turn(second)).isNull();

    lane.leave(first);

    assertThat(turn(second)).isInstanceOf(Turn.Lead.class);
    lane.leave(second);
    assertThat(lane.enter(place())).as("free again").isTrue();
  }

  @Test
  void shouldHaveOneStoreForAllWhoWait() {
    Place holder = place();
    List<Place> waiting = Stream.generate(SendLaneTest::place).limit(6).toList();
    lane.enter(holder);
    waiting.forEach(lane::enter);
    lane.leave(holder);
    Place leader = waiting.getFirst();
    assertThat(turn(leader)).isInstanceOf(Turn.Lead.class);

    assertThat(lane.takeOthers(leader)).as("at most four").isEqualTo(waiting.subList(1, 4));
    lane.leave(leader);

    assertThat(turn(waiting.get(4))).isInstanceOf(Turn.Lead.class);
    assertThat(lane.takeOthers(waiting.get(4))).containsExactly(waiting.get(5));
    lane.leave(waiting.get(4));
    assertThat(lane.enter(place())).isTrue();
  }

  @Test
  void shouldHaveSomebodyLookAfterTheTimeOfAllWhoAreLeftWaiting() {
    Place holder = place();
    List<Place> waiting = Stream.generate(SendLaneTest::place).limit(6).toList();
    lane.enter(holder);
    List<Boolean> watching =
        waiting.stream()
            .map(
                place -> {
                  lane.enter(place);
                  return lane.watches(place);
                })
            .toList();
    assertThat(watching)
        .as("the first takes three along")
        .containsExactly(true, false, false, false, true, true);

    lane.leave(holder);
    lane.takeOthers(waiting.getFirst());

    assertThat(lane.watches(waiting.get(4))).as("has waited longest now").isTrue();
    assertThat(lane.watches(waiting.get(5))).isFalse();
  }

  @Test
  void shouldNotBeTakenFromWhoHoldsItForAMoment() {
    lane.enter(place());
    Place waiting = place();
    lane.enter(waiting);
    assertThat(lane.takeOver(waiting)).isFalse();
  }

  @Test
  void shouldBeTakenFromWhoHoldsItForTooLong() {
    var impatient = new SendLane(Duration.ZERO, 4);
    Place stuck = place();
    Place first = place();
    Place second = place();
    impatient.enter(stuck);
    impatient.enter(first);
    impatient.enter(second);

    assertThat(impatient.takeOver(second)).as("only who has waited longest").isFalse();
    assertThat(impatient.takeOver(first)).isTrue();
    impatient.leave(stuck);
    assertThat(turn(second)).as("who has lost it hands nothing on").isNull();
    assertThat(impatient.takeOthers(stuck)).isEmpty();
    assertThat(impatient.takeOthers(first)).containsExactly(second);
    impatient.leave(first);
    assertThat(impatient.enter(place())).isTrue();
  }
}
