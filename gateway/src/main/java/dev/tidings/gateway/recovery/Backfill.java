package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Stage;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.Channel;
import java.util.List;
import java.util.function.Consumer;

/**
 * A client says where it was when its subscription is live and has delivered something already: it
 * is given what lies between, and nothing that it was sent. While that goes on, what it is given
 * has old positions, so that a client that is cut off in the middle comes back for the rest; the
 * last one has the channel's newest, as nothing is missing then.
 */
final class Backfill {

  private final Session session;
  private final Channel channel;
  private final ChannelKey key;
  private final Position since;
  private final Position began;
  private final Consumer<RecoveryOutcome> tell;
  private final Subscriptions subscriptions;
  private final Gathering gathering;
  private final Replay replay;
  private final Cursor delivered;
  private final Backlog backlog;
  private boolean told;

  Backfill(
      Session session,
      Channel channel,
      Position since,
      Position began,
      Consumer<RecoveryOutcome> tell,
      Subscriptions subscriptions,
      Gathering gathering,
      Replay replay) {
    this.session = session;
    this.channel = channel;
    this.key = session.key(channel);
    this.since = since;
    this.began = began;
    this.tell = tell;
    this.subscriptions = subscriptions;
    this.gathering = gathering;
    this.replay = replay;
    this.delivered = new Cursor(since);
    this.backlog = new Backlog(replay.pageBytes());
  }

  /**
   * Gives the client what it has not been sent. Blocks; for virtual threads, while the channel is
   * not held.
   *
   * @return false if the subscription ended before the client was told anything
   */
  boolean run() {
    try {
      Gathering.Gathered gathered = gathering.gather(key, new Cursor(since), new Cursor(began));
      backlog.add(gathered.events());
      ifLive(
          () -> {
            told = true;
            tell.accept(
                replay.recovered(gathered.tier(), backlog.size(), since, gathering.now(key)));
          });
      boolean[] more = {true};
      while (more[0]) {
        more[0] = false;
        ifLive(() -> more[0] = sendPage());
        replay.awaitDrained(session);
      }
    } catch (RecoveryRefusedException e) {
      ifLive(
          () -> {
            told = true;
            tell.accept(replay.refused(channel, e.reason(), gathering.now(key)));
            subscriptions.live(session, channel, began);
          });
    }
    return told;
  }

  private boolean sendPage() {
    List<Missed> page = backlog.take();
    for (Missed each : page) {
      delivered.cover(each);
      boolean isLast = backlog.isEmpty() && each == page.getLast();
      replay.send(session, each, isLast ? gathering.now(key) : delivered.position());
    }
    return !backlog.isEmpty();
  }

  private void ifLive(Runnable action) {
    subscriptions.exclusively(
        session,
        channel,
        () -> {
          if (session.stage(channel) instanceof Stage.Live && !session.isClosed()) {
            action.run();
          }
        });
  }
}
