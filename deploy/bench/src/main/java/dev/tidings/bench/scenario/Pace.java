package dev.tidings.bench.scenario;

import dev.tidings.bench.load.Publication;
import java.time.Duration;

/** How fast messages are published. */
public sealed interface Pace {

  /** On a schedule that waits for nobody: so many messages per second. */
  record PerSecond(double rate) implements Pace {}

  /** As fast as they are delivered: at most so many messages are not yet with everyone. */
  record InFlight(int messages) implements Pace {}

  /** Messages per second; 0 if there is no schedule. */
  default double rate() {
    return switch (this) {
      case PerSecond schedule -> schedule.rate();
      case InFlight closed -> 0;
    };
  }

  /** Publishes for a time. */
  default void publish(Publication publication, Duration duration, boolean timed)
      throws InterruptedException {
    switch (this) {
      case PerSecond schedule -> publication.onSchedule(schedule.rate(), duration, timed);
      case InFlight closed -> publication.asFastAsDelivered(closed.messages(), duration, timed);
    }
  }
}
