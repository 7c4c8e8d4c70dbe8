package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Subscribes sessions from where their clients were. */
@Singleton
public final class Recovery {

  private final Subscriptions subscriptions;

  Recovery(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /**
   * Subscribes the session to each channel from its position on, in order. The caller has checked
   * that the session may. Blocks; not on an event loop.
   *
   * @param tell told of each channel's outcome before any event of it is sent; must not block
   */
  public void subscribe(
      Session session, List<ChannelSince> wanted, BiConsumer<Channel, RecoveryOutcome> tell) {
    for (ChannelSince each : wanted) {
      subscribe(
          session, each.channel(), each.since(), outcome -> tell.accept(each.channel(), outcome));
    }
  }

  /** The same for one channel. */
  public void subscribe(
      Session session, Channel channel, Position since, Consumer<RecoveryOutcome> tell) {
    subscriptions.subscribe(
        session,
        channel,
        now ->
            tell.accept(
                since == null || since.covers(now)
                    ? new RecoveryOutcome.Recovered(0, now)
                    : new RecoveryOutcome.Refused(RefusalReason.UNAVAILABLE, null, now)));
  }
}
