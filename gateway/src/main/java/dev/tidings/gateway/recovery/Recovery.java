package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Stage;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.Subscription;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Subscribes sessions from where their clients were. Safe for use by several threads. */
@Singleton
public final class Recovery {

  private static final Logger LOG = Logger.getLogger(Recovery.class);

  private final Subscriptions subscriptions;
  private final Gathering gathering;
  private final Replay replay;

  Recovery(Subscriptions subscriptions, Gathering gathering, Replay replay) {
    this.subscriptions = subscriptions;
    this.gathering = gathering;
    this.replay = replay;
  }

  /** How far a subscription has come at once. */
  public sealed interface Begun {

    /** The client was told; nothing is left to be done. */
    record Done() implements Begun {}

    /**
     * The rest has to be run by the caller, on a virtual thread, while the channel is not held.
     *
     * @param rest returns false if the subscription ended before the client was told anything
     */
    record Unfinished(BooleanSupplier rest) implements Begun {}

    /**
     * Nothing was done, as the channel is being caught up already. The caller asks again afterwards
     * whether the session may subscribe.
     */
    record Busy(Stage.Replaying other) implements Begun {}
  }

  private static final Begun DONE = new Begun.Done();

  /**
   * Begins to subscribe the session from a position on. Doesn't block. The caller has checked that
   * the session may; where that depends on what the channel's log says, it holds the channel.
   *
   * @param since what the client has; null if it wants the events from now on
   * @param tell told the outcome, while the channel is held, before any event of it is sent
   */
  public Begun begin(
      Session session, Channel channel, Position since, Consumer<RecoveryOutcome> tell) {
    Begun[] begun = {DONE};
    subscriptions.exclusively(
        session, channel, () -> begun[0] = beginHeld(session, channel, since, tell));
    return begun[0];
  }

  private Begun beginHeld(
      Session session, Channel channel, Position since, Consumer<RecoveryOutcome> tell) {
    if (session.isClosed()) {
      return DONE;
    }
    return switch (session.stage(channel)) {
      case null ->
          since == null ? fromNow(session, channel, tell) : resume(session, channel, since, tell);
      case Stage.Parked(Position from) ->
          resume(session, channel, since == null ? from : since, tell);
      case Stage.Live(Position began, Subscription subscription) ->
          since == null
              ? fromNow(session, channel, tell)
              : again(session, channel, since, began, tell);
      case Stage.Replaying other -> new Begun.Busy(other);
    };
  }

  private Begun fromNow(Session session, Channel channel, Consumer<RecoveryOutcome> tell) {
    subscriptions.subscribe(
        session, channel, now -> tell.accept(new RecoveryOutcome.Recovered(0, now)));
    return DONE;
  }

  private Begun resume(
      Session session, Channel channel, Position since, Consumer<RecoveryOutcome> tell) {
    var resumption =
        new Resumption(session, channel, since, tell, subscriptions, gathering, replay);
    return resumption.begin() ? DONE : new Begun.Unfinished(resumption::run);
  }

  /** The client asks once more: only for what it was not sent on this connection. */
  private Begun again(
      Session session,
      Channel channel,
      Position since,
      Position began,
      Consumer<RecoveryOutcome> tell) {
    ChannelKey key = session.key(channel);
    if (!gathering.isOfNow(key, since)) {
      tell.accept(replay.refused(channel, RefusalReason.UNKNOWN_EPOCH, gathering.now(key)));
      return DONE;
    }
    if (!gathering.isOfNow(key, began) || since.covers(began)) {
      return fromNow(session, channel, tell);
    }
    if (gathering.isQuietSince(key, began)) {
      return resume(session, channel, since, tell);
    }
    subscriptions.live(session, channel, new Cursor(since).earlier(began));
    return new Begun.Unfinished(
        new Backfill(session, channel, since, began, tell, subscriptions, gathering, replay)::run);
  }

  /**
   * Subscribes the session to each channel from its position on, all at the same time; returns when
   * all are live. The caller has checked that the session may. Blocks; for virtual threads.
   *
   * @param tell told of each channel's outcome before any event of it is sent; from several threads
   */
  public void subscribe(
      Session session, List<ChannelSince> wanted, BiConsumer<Channel, RecoveryOutcome> tell) {
    var rests = new ArrayList<Thread>();
    for (ChannelSince each : wanted) {
      Consumer<RecoveryOutcome> tellOfIt = outcome -> tell.accept(each.channel(), outcome);
      Begun begun = begin(session, each.channel(), each.since(), tellOfIt);
      while (begun instanceof Begun.Busy(Stage.Replaying other)) {
        other.await();
        begun = begin(session, each.channel(), each.since(), tellOfIt);
      }
      if (begun instanceof Begun.Unfinished(BooleanSupplier rest)) {
        rests.add(run(session, each.channel(), rest));
      }
    }
    try {
      for (Thread rest : rests) {
        rest.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes a subscription live that was parked, with what came since. Doesn't block; of what can't
   * be done at once a thread of its own takes care.
   */
  public void release(Session session, Channel channel) {
    subscriptions.exclusively(
        session,
        channel,
        () -> {
          if (session.stage(channel) instanceof Stage.Parked(Position from)
              && resume(session, channel, from, outcome -> released(session, channel, outcome))
                  instanceof Begun.Unfinished(BooleanSupplier rest)) {
            run(session, channel, rest);
          }
        });
  }

  /** The client doesn't wait for an answer, so it hears only of what is amiss. */
  private void released(Session session, Channel channel, RecoveryOutcome outcome) {
    if (outcome instanceof RecoveryOutcome.Refused refused) {
      session.send(new ServerFrame.Resync(channel, refused.reason().code()));
    }
  }

  private static Thread run(Session session, Channel channel, BooleanSupplier rest) {
    return Thread.ofVirtual()
        .name("recovery-" + session.id())
        .start(
            () -> {
              try {
                rest.getAsBoolean();
              } catch (RuntimeException e) {
                LOG.errorf(
                    e, "A subscription failed, connectionId=%s channel=%s", session.id(), channel);
              }
            });
  }
}
