package dev.tidings.gateway.session;

import dev.tidings.gateway.fanout.LogPositions;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.Subscription;
import dev.tidings.gateway.subscription.SubscriptionTable;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Consumer;

/** Subscribes sessions and tells them, as one step against the channel's events. */
@Singleton
public final class Subscriptions {

  private final SubscriptionTable table;
  private final LogPositions positions;
  private final Clock clock;

  Subscriptions(SubscriptionTable table, LogPositions positions, Clock clock) {
    this.table = table;
    this.positions = positions;
    this.clock = clock;
  }

  /** Does something while nothing else happens to the channel. */
  public void exclusively(Session session, Channel channel, Runnable action) {
    table.exclusively(session.key(channel), action);
  }

  /**
   * Subscribes the session, whether it was or not, and tells the position from which the events
   * follow before any of them can be delivered.
   */
  public void subscribe(Session session, Channel channel, Consumer<Position> tell) {
    ChannelKey key = session.key(channel);
    table.exclusively(
        key,
        () -> {
          if (session.isClosed()) {
            return;
          }
          Position now = positions.of(key);
          if (!(session.stage(channel) instanceof Stage.Live)) {
            session.enter(channel, new Stage.Live(now, table.add(key, session)));
          }
          tell.accept(now);
        });
    endIfClosed(session, channel);
  }

  /**
   * Subscribes the session, unless it was, and tells the position from which the events are going
   * to follow, but holds them back until the subscription is made live.
   */
  public void park(Session session, Channel channel, Consumer<Position> tell) {
    ChannelKey key = session.key(channel);
    table.exclusively(
        key,
        () -> {
          if (!session.isClosed()) {
            Position now = positions.of(key);
            if (session.stage(channel) == null) {
              session.enter(channel, new Stage.Parked(now));
            }
            tell.accept(now);
          }
        });
    endIfClosed(session, channel);
  }

  /** A subscription is being caught up; events are not delivered. The channel is held. */
  public void replaying(Session session, Channel channel, Stage.Replaying replay) {
    if (session.stage(channel) instanceof Stage.Live(Position began, Subscription subscription)) {
      table.remove(session.key(channel), subscription);
    }
    session.enter(channel, replay);
    endIfClosed(session, channel);
  }

  /**
   * Everything after {@code began} was sent; the events follow live. The channel is held, and the
   * session has a subscription to it.
   */
  public void live(Session session, Channel channel, Position began) {
    Subscription subscription =
        session.stage(channel) instanceof Stage.Live live
            ? live.subscription()
            : table.add(session.key(channel), session);
    session.enter(channel, new Stage.Live(began, subscription));
    endIfClosed(session, channel);
  }

  private void endIfClosed(Session session, Channel channel) {
    if (session.isClosed()) {
      remove(session, channel);
    }
  }

  /** Subscribes the session by the gateway's own decision and announces it; not if it was. */
  public void announce(Session session, Channel channel) {
    exclusively(
        session,
        channel,
        () -> {
          if (!session.channels().contains(channel)) {
            subscribe(
                session,
                channel,
                position ->
                    session.send(new ServerFrame.Subscribed(channel, position, clock.instant())));
          }
        });
  }

  /** Ends a subscription by the gateway's own decision and announces it, if there is one. */
  public void revoke(Session session, Channel channel) {
    unsubscribe(
        session,
        channel,
        was -> {
          if (was) {
            session.send(new ServerFrame.Unsubscribed(channel, clock.instant()));
          }
        });
  }

  /** Ends a subscription; no event is delivered after what {@code tell} sends. */
  public void unsubscribe(Session session, Channel channel, Consumer<Boolean> tell) {
    exclusively(session, channel, () -> tell.accept(remove(session, channel)));
  }

  /** Ends the session and all its subscriptions. */
  public void end(Session session) {
    session.close();
    session.channels().forEach(channel -> remove(session, channel));
  }

  private boolean remove(Session session, Channel channel) {
    ChannelKey key = session.key(channel);
    boolean[] removed = new boolean[1];
    table.exclusively(
        key,
        () -> {
          Stage stage = session.stage(channel);
          session.enter(channel, null);
          removed[0] = stage != null;
          if (stage instanceof Stage.Live(Position began, Subscription subscription)) {
            table.remove(key, subscription);
          }
        });
    return removed[0];
  }
}
