package dev.tidings.chat.limits;

import dev.tidings.chat.directory.Caller;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** How many messages are taken. Safe for use by several threads. */
@Singleton
public final class SendLimits {

  private final Buckets<Someone> people;
  private final Buckets<Place> rooms;

  @Inject
  SendLimits(LimitsConfig limits, MeterRegistry metrics) {
    this(limits, metrics, TimeMeter.SYSTEM_NANOTIME);
  }

  SendLimits(LimitsConfig limits, MeterRegistry metrics, TimeMeter time) {
    this.people =
        new Buckets<>(
            limits.sendsPerUser(),
            limits.sendBurstPerUser(),
            time,
            Refused.counter(metrics, "sends-per-user"));
    this.rooms =
        new Buckets<>(
            limits.sendsPerRoom(),
            limits.sendBurstPerRoom(),
            time,
            Refused.counter(metrics, "sends-per-room"));
  }

  /** By workspace too: nobody of another one uses up what a room may get. */
  private record Place(String workspace, UUID roomId) {}

  /**
   * Lets a message on.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code rate-limited}
   */
  public void admit(Caller sender, UUID roomId) {
    people.take(
        new Someone(sender.workspace(), sender.id()), "You send more messages than one may.");
    rooms.take(new Place(sender.workspace(), roomId), "The room gets more messages than it may.");
  }
}
