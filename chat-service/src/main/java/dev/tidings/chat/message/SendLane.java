package dev.tidings.chat.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Who may store messages now, and who waits. At any time one holds the lane, or nobody does and
 * nobody waits. Knows nothing of how messages are stored. Safe for use by several threads; no
 * method waits.
 */
final class SendLane {

  /** What somebody who has waited is to do. */
  sealed interface Turn {

    /** The message is stored. */
    record Stored(MessageView message) implements Turn {}

    /** It could not be stored with others: store it by itself. */
    record Alone() implements Turn {}

    /** Hold the lane, store what waits, and leave. */
    record Lead() implements Turn {}
  }

  /** Somebody with a message; each is used once. */
  record Place(PlainSend send, CompletableFuture<Turn> turn) {

    Place(PlainSend send) {
      this(send, new CompletableFuture<>());
    }

    /** Says that the message is stored, or, if null, that it has to be sent by itself. */
    void tell(MessageView stored) {
      turn.complete(stored == null ? new Turn.Alone() : new Turn.Stored(stored));
    }

    /** Says that nobody knows whether it is stored. */
    void fail(RuntimeException reason) {
      turn.completeExceptionally(reason);
    }
  }

  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Duration longest;
  private final int most;
  private Place holder;
  private long heldSince;

  /**
   * A lane that nobody holds.
   *
   * @param longest after which whoever holds it may lose it
   * @param most how many are stored together
   */
  SendLane(Duration longest, int most) {
    this.longest = longest;
    this.most = most;
  }

  /** How long to wait before one may {@linkplain #takeOver take over}. */
  Duration patience() {
    return longest;
  }

  /** Holds the lane if it is free, and waits otherwise; which of both. */
  synchronized boolean enter(Place place) {
    if (holder == null) {
      hold(place);
      return true;
    }
    waiting.add(place);
    return false;
  }

  /**
   * Whether to look after the time: whoever has waited longest does, and those of whom it would
   * leave some behind, for one of them is the next to have waited longest. All others it takes
   * along when it has become the holder.
   */
  synchronized boolean watches(Place place) {
    return waiting.peek() == place || waiting.size() > most;
  }

  /** Those who wait, in their order, to be stored together with the holder's message. */
  synchronized List<Place> takeOthers(Place leader) {
    var others = new ArrayList<Place>();
    while (!waiting.isEmpty() && others.size() < most - 1 && holder == leader) {
      others.add(waiting.poll());
    }
    return others;
  }

  /** Hands the lane to whoever has waited longest, if it is still the holder's. */
  void leave(Place place) {
    Place next = next(place);
    if (next != null) {
      next.turn().complete(new Turn.Lead());
    }
  }

  private synchronized Place next(Place place) {
    if (holder != place) {
      return null;
    }
    holder = null;
    Place next = waiting.poll();
    if (next != null) {
      hold(next);
    }
    return next;
  }

  /** Takes the lane from who has held it for too long; only who has waited longest may. */
  synchronized boolean takeOver(Place place) {
    if (waiting.peek() != place || System.nanoTime() - heldSince < longest.toNanos()) {
      return false;
    }
    waiting.poll();
    hold(place);
    return true;
  }

  private void hold(Place place) {
    holder = place;
    heldSince = System.nanoTime();
  }
}
