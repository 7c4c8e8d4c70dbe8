package dev.tidings.gateway.recovery;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;

/** Sends missed events and outcomes. Safe for use by several threads. */
@Singleton
final class Replay {

  private static final int ENVELOPE_BYTES = 256;

  private final ChannelPolicy policy;
  private final RecoveryMetrics metrics;
  private final long pageBytes;

  Replay(ChannelPolicy policy, RecoveryMetrics metrics, RecoveryConfig config) {
    this.policy = policy;
    this.metrics = metrics;
    this.pageBytes = config.pageBytes().asLongValue();
  }

  /** How many bytes of frames are sent before the client must have taken them. */
  long pageBytes() {
    return pageBytes;
  }

  /** The size of the event's frame, about. */
  static long size(Missed missed) {
    return missed.event().bytes() + ENVELOPE_BYTES;
  }

  /** Sends the event with the position that the client has with it. */
  void send(Session session, Missed missed, Position position) {
    session.outbound().send(missed.event().frame(position));
  }

  /**
   * Nothing is missing.
   *
   * @param since what the client has, from which the replayed events follow
   * @param now where the channel stands, from which the events follow if none is replayed
   */
  RecoveryOutcome recovered(RecoveryMetrics.Tier tier, int replayed, Position since, Position now) {
    metrics.recovered(tier, replayed);
    return new RecoveryOutcome.Recovered(replayed, replayed == 0 ? now : since);
  }

  /** Something may be missing. */
  RecoveryOutcome refused(Channel channel, RefusalReason reason, Position now) {
    metrics.refused(reason);
    return new RecoveryOutcome.Refused(reason, policy.reload(channel), now);
  }

  /** A client that was told that nothing is missing was too slow to be given it. */
  void lost(Session session, Channel channel, RefusalReason reason) {
    metrics.refused(reason);
    session.send(new ServerFrame.Resync(channel, reason.code()));
  }

  /** Waits until what was sent has left. For virtual threads, while no channel is held. */
  void awaitDrained(Session session) {
    var drained = new CountDownLatch(1);
    session.outbound().whenDrained(drained::countDown);
    try {
      drained.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
