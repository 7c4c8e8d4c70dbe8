package dev.tidings.gateway.outbound;

import static dev.tidings.gateway.support.Frames.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.access.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of the queue against a list, of lengths on both sides of every threshold. */
class FrameQueueTest {

  private static final int STEPS = 20_000;
  private static final int SUBJECTS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 20_260_131, 987_654_321})
  void shouldBehaveAsAList(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    var queue = new FrameQueue();
    var model = new ArrayList<Object>();
    for (int step = 0; step < STEPS; step++) {
      boolean growing = step / 500 % 2 == 0;
      int dice = random.nextInt(100);
      if (dice < 2) {
        Frame first = event("first " + step);
        queue.addFirst(first);
        model.addFirst(first);
      } else if (dice < 4) {
        Runnable task = () -> {};
        queue.add(task);
        model.add(task);
      } else if (dice < 5) {
        Delivery given = random.nextBoolean() ? Delivery.DROP : Delivery.CONFLATE;
        var removed = new ArrayList<Frame>();
        queue.removeIf(frame -> frame.delivery() == given, removed::add);
        var expected = frames(model).stream().filter(f -> f.delivery() == given).toList();
        model.removeAll(expected);
        assertThat(removed).as("seed %d step %d", seed, step).isEqualTo(expected);
      } else if (dice < (growing ? 70 : 35)) {
        Frame next =
            event(
                "campaign:1",
                "id " + step,
                "subject " + random.nextInt(SUBJECTS),
                Delivery.values()[random.nextInt(3)]);
        if (next.conflatesWith() != null) {
          Frame older =
              frames(model).stream()
                  .filter(frame -> next.conflatesWith().equals(frame.conflatesWith()))
                  .findFirst()
                  .orElse(null);
          model.remove(older);
          assertThat(queue.removeOlder(next.conflatesWith()))
              .as("seed %d step %d", seed, step)
              .isSameAs(older);
        }
        queue.add(next);
        model.add(next);
      } else {
        Object oldest = queue.peek();
        assertThat(oldest)
            .as("seed %d step %d", seed, step)
            .isSameAs(model.isEmpty() ? null : model.removeFirst());
        if (oldest != null) {
          queue.take();
        }
      }
      assertThat(queue.isEmpty()).as("seed %d step %d", seed, step).isEqualTo(model.isEmpty());
      assertThat(queue.bytes())
          .as("seed %d step %d", seed, step)
          .isEqualTo(frames(model).stream().mapToLong(Frame::size).sum());
    }
    var tasks = new ArrayList<Runnable>();
    queue.clear(tasks::add);
    model.removeIf(Frame.class::isInstance);
    assertThat(tasks).as("seed %d", seed).isEqualTo(model);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.bytes()).isZero();
  }

  private static List<Frame> frames(List<Object> entries) {
    return entries.stream().filter(Frame.class::isInstance).map(Frame.class::cast).toList();
  }
}
