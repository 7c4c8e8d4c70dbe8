package dev.tidings.bench.audience;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.measure.SequenceCheck;
import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Greeting;
import dev.tidings.bench.server.Notice;
import dev.tidings.bench.wire.Closure;
import dev.tidings.bench.wire.Link;
import dev.tidings.bench.wire.LinkListener;

/** One subscriber over all its connections. Lives in the loop's thread. */
final class Subscriber implements LinkListener {

  private final Audience audience;
  private final Ledger ledger;
  private final Conversation conversation;
  private final int channel;
  private final boolean stalls;
  private final SequenceCheck check = new SequenceCheck();

  private Link link;
  private boolean ready;
  private boolean everReady;
  private String refusal;
  private int failures;
  private long goneSince;
  private Notice.Disconnect told;

  Subscriber(
      Audience audience, Ledger ledger, Conversation conversation, int channel, boolean stalls) {
    this.audience = audience;
    this.ledger = ledger;
    this.conversation = conversation;
    this.channel = channel;
    this.stalls = stalls;
  }

  Conversation conversation() {
    return conversation;
  }

  boolean stalls() {
    return stalls;
  }

  boolean isReady() {
    return ready;
  }

  boolean wasEverReady() {
    return everReady;
  }

  /** Connections that have ended in a row without becoming ready. */
  int failures() {
    return failures;
  }

  /** Since when there is no connection, as {@link System#nanoTime()}. */
  long goneSince() {
    return goneSince;
  }

  int missing(int published) {
    return check.missing(published);
  }

  int channel() {
    return channel;
  }

  void connected(Link link) {
    this.link = link;
  }

  Link link() {
    return link;
  }

  @Override
  public void opened(Link link) {
    greeted(conversation.opened(link));
  }

  @Override
  public void message(Link link, byte[] bytes, int from, int to, long arrivedNanos) {
    if (ready && ledger.record(check, channel, bytes, from, to, arrivedNanos)) {
      conversation.delivered(bytes, from, to);
      return;
    }
    String text = new String(bytes, from, to - from, UTF_8);
    if (!ready) {
      greeted(conversation.answered(link, text));
      return;
    }
    switch (conversation.noticed(link, text)) {
      case Notice.Other other -> {}
      case Notice.Resync resync -> audience.resynced();
      case Notice.Disconnect disconnect -> {
        told = disconnect;
        audience.toldToLeave();
      }
    }
  }

  private void greeted(Greeting greeting) {
    switch (greeting) {
      case Greeting.Waiting waiting -> {}
      case Greeting.Refused refused -> {
        refusal = refused.reason();
        link.close();
      }
      case Greeting.Ready now -> {
        ready = true;
        failures = 0;
        audience.ready(this, now.recovered());
        everReady = true;
        if (stalls) {
          link.pause();
        }
      }
    }
  }

  @Override
  public void closed(Link link, Closure closure) {
    boolean wasReady = ready;
    ready = false;
    if (wasReady) {
      goneSince = System.nanoTime();
    } else {
      failures++;
    }
    String reason = refusal != null ? refusal : closure.toString();
    refusal = null;
    Notice.Disconnect advice = told;
    told = null;
    audience.gone(this, wasReady, closure, reason, advice);
  }
}
