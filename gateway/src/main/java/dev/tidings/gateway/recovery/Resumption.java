package dev.tidings.gateway.recovery;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Stage;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.Channel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One subscription that is being caught up: page by page, each when the client has taken the one
 * before, until what is left fits into one page, which is given while the channel is held; then it
 * is live. So nothing is buffered for the client, nothing lies between the last replayed and the
 * first live event, and nothing is sent twice.
 *
 * <p>Events are sent while the channel is held, and only as long as this is the session's stage of
 * it: whoever ends the subscription ends this too.
 */
final class Resumption implements Stage.Replaying {

  private static final Logger LOG = Logger.getLogger(Resumption.class);

  private enum Step {
    /** It is live, or has ended. */
    DONE,
    /** A page was sent. */
    PAGE,
    /** What comes next is not in the window. */
    LOOK
  }

  private final Session session;
  private final Channel channel;
  private final ChannelKey key;
  private final Position since;
  private final Consumer<RecoveryOutcome> tell;
  private final Subscriptions subscriptions;
  private final Gathering gathering;
  private final Replay replay;
  private final CountDownLatch done = new CountDownLatch(1);

  /** Up to where was looked. */
  private Cursor looked;

  /** What the client has. */
  private final Cursor delivered;

  private final Backlog backlog;
  private RecoveryMetrics.Tier tier = RecoveryMetrics.Tier.WINDOW;
  private boolean told;

  Resumption(
      Session session,
      Channel channel,
      Position since,
      Consumer<RecoveryOutcome> tell,
      Subscriptions subscriptions,
      Gathering gathering,
      Replay replay) {
    this.session = session;
    this.channel = channel;
    this.key = session.key(channel);
    this.since = since;
    this.tell = tell;
    this.subscriptions = subscriptions;
    this.gathering = gathering;
    this.replay = replay;
    this.looked = new Cursor(since);
    this.delivered = new Cursor(since);
    this.backlog = new Backlog(replay.pageBytes());
  }

  @Override
  public void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Does what can be done without waiting, while the channel is held. True if the subscription is
   * live then; otherwise it is this one's, and {@link #run} does the rest.
   */
  boolean begin() {
    if (!gathering.isOfNow(key, since)) {
      refuse(RefusalReason.UNKNOWN_EPOCH);
      return true;
    }
    if (gathering.hasReached(key, since)) {
      switch (gathering.window(key, looked)) {
        case WindowReading.Excess() -> {
          refuse(RefusalReason.TOO_MANY_MISSED);
          return true;
        }
        case WindowReading.Complete(List<Missed> missed) -> {
          look(missed);
          if (backlog.isLast()) {
            finish();
            return true;
          }
        }
        case WindowReading.Incomplete incomplete ->
            LOG.tracef("Not all in memory, channel=%s: logs %s", channel, incomplete.logs());
      }
    }
    subscriptions.replaying(session, channel, this);
    return false;
  }

  /**
   * Catches the subscription up. Blocks; for virtual threads, while the channel is not held.
   *
   * @return false if the subscription ended before the client was told anything
   */
  boolean run() {
    try {
      gathering.awaitReached(session, key, since);
      for (Step step = step(); step != Step.DONE; step = step()) {
        switch (step) {
          case PAGE -> replay.awaitDrained(session);
          case LOOK -> gather();
          case DONE -> throw new IllegalStateException("the loop has ended");
        }
      }
    } catch (RecoveryRefusedException e) {
      ifMine(() -> refuse(e.reason()));
    } finally {
      ifMine(() -> subscriptions.unsubscribe(session, channel, was -> {}));
      done.countDown();
    }
    return told;
  }

  private void gather() throws RecoveryRefusedException {
    Gathering.Gathered gathered = gathering.gather(key, looked, null);
    looked = gathered.end();
    tier = gathered.tier();
    backlog.add(gathered.events());
  }

  private Step step() {
    Step[] step = {Step.DONE};
    ifMine(() -> step[0] = backlog.isLast() ? chase() : sendPage());
    return step[0];
  }

  /** All that was found fits into a page: with what came since, it may be the last one. */
  private Step chase() {
    return switch (gathering.window(key, looked)) {
      case WindowReading.Incomplete incomplete -> backlog.isEmpty() ? Step.LOOK : sendPage();
      case WindowReading.Excess() -> {
        refuse(RefusalReason.TOO_MANY_MISSED);
        yield Step.DONE;
      }
      case WindowReading.Complete(List<Missed> missed) -> {
        look(missed);
        if (!backlog.isLast()) {
          yield sendPage();
        }
        finish();
        yield Step.DONE;
      }
    };
  }

  private void look(List<Missed> missed) {
    missed.forEach(looked::cover);
    backlog.add(missed);
  }

  private Step sendPage() {
    if (!tellRecovered()) {
      return Step.DONE;
    }
    send();
    return Step.PAGE;
  }

  private void finish() {
    if (tellRecovered()) {
      send();
      subscriptions.live(session, channel, since);
    }
  }

  private void send() {
    for (Missed each : backlog.take()) {
      delivered.cover(each);
      replay.send(session, each, delivered.position());
    }
    if (backlog.isEmpty()) {
      delivered.cover(looked.position());
    }
  }

  /** False if what was found is more than may be replayed, which the client was told then. */
  private boolean tellRecovered() {
    if (told) {
      return true;
    }
    RefusalReason excess = gathering.limits(key).excess(backlog.all());
    if (excess != null) {
      refuse(excess);
      return false;
    }
    told = true;
    tell.accept(replay.recovered(tier, backlog.size(), since, gathering.now(key)));
    return true;
  }

  private void refuse(RefusalReason reason) {
    Position now = gathering.now(key);
    if (told) {
      replay.lost(session, channel, reason);
    } else {
      told = true;
      tell.accept(replay.refused(channel, reason, now));
    }
    subscriptions.live(session, channel, now);
  }

  private void ifMine(Runnable action) {
    subscriptions.exclusively(
        session,
        channel,
        () -> {
          if (session.stage(channel) == this && !session.isClosed()) {
            action.run();
          }
        });
  }
}
