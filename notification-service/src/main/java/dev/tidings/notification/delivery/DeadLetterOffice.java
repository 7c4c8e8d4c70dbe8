package dev.tidings.notification.delivery;

import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** Gives what failed another chance. */
@ApplicationScoped
class DeadLetterOffice {

  private final Deliveries deliveries;
  private final Clock clock;

  DeadLetterOffice(Deliveries deliveries, Clock clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * Queues a delivery that failed. When it is due it is decided anew whether it is still wanted.
   *
   * @throws ProblemException {@code not-found} if none of that id has failed in the workspace
   */
  @Transactional
  public ReplayView replay(String workspace, UUID id) {
    if (deliveries.replay(workspace, id, clock.instant()) == 0) {
      throw ProblemException.notFound("failed delivery");
    }
    return new ReplayView(1);
  }

  /** Queues everything of a channel that failed in the workspace. */
  @Transactional
  public ReplayView replayAll(String workspace, DeliveryChannel channel) {
    return new ReplayView(deliveries.replayAll(workspace, channel, clock.instant()));
  }
}
