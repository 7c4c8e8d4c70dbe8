package dev.tidings.gateway.telemetry;

import dev.tidings.gateway.outbound.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures how long events take from Kafka's time stamp to the flush to their connections, once per
 * lane and not more often than every {@value #EVERY_MS} ms, so that the cost doesn't grow with the
 * load. Both clocks count: the producer's and this machine's.
 */
@Singleton
public final class FlushTimes {

  private static final long EVERY_MS = 5;

  private final Timer timer;
  private final Clock clock;

  /** The fan-out thread's own. */
  private long next;

  FlushTimes(MeterRegistry metrics, Clock clock) {
    this.clock = clock;
    this.timer =
        Timer.builder("tidings.gateway.publish.to.flush")
            .serviceLevelObjectives(
                millis(1),
                millis(2),
                millis(5),
                millis(10),
                millis(25),
                millis(50),
                millis(100),
                millis(250),
                millis(500),
                millis(1_000),
                millis(2_500),
                millis(5_000),
                millis(10_000))
            .register(metrics);
  }

  /**
   * What is to be told of each lane right after it was given the event; null if this event isn't
   * measured. On the fan-out thread only.
   *
   * @param published Kafka's time stamp of the event's record, in milliseconds
   */
  public Consumer<Lane> measure(long published) {
    long now = clock.millis();
    if (now < next) {
      return null;
    }
    next = now + EVERY_MS;
    return lane -> afterWriting(lane, () -> record(published));
  }

  /** A lane writes what is due after the tasks that it has, so the task of a task comes after. */
  private static void afterWriting(Lane lane, Runnable action) {
    lane.execute(() -> lane.execute(action));
  }

  private void record(long published) {
    timer.record(Math.max(0, clock.millis() - published), TimeUnit.MILLISECONDS);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
