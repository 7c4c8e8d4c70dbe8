package dev.tidings.gateway.outbound;

import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.platform.event.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A connection's frames in the order in which they were sent. Held until {@link #open}, so that
 * nothing overtakes the first frame. What is due in one pass of the lane is written at once; while
 * the socket has not taken it, what comes later waits here, and is counted.
 *
 * <p>How much may wait is bounded. Under pressure, in this order: a newer event replaces an older
 * one of the same thing ({@link Delivery#CONFLATE}, always); above half of the bound ephemeral
 * events are dropped ({@link Delivery#DROP}), and before anything else would go beyond the bound,
 * those that wait; below a quarter {@code RESYNC} tells of each channel that lost some, and only
 * then do its events go on; beyond the bound the connection has overflowed.
 *
 * <p>{@link #send}, {@link #open}, {@link #whenDrained}, {@link #end}, {@link #cut} and {@link
 * #abandon} may be called from any thread and take effect in the lane's order.
 */
public final class Outbound {

  private static final Logger LOG = Logger.getLogger(Outbound.class);

  /** What is written in one call, so that a slow socket leaves the rest here, where it counts. */
  private static final int MAX_BATCH_BYTES = 64 * 1024;

  private static final String SLOW_CONSUMER = "slow-consumer";

  private final ConnectionWriter writer;
  private final Lane lane;
  private final long maxBytes;
  private final Runnable onOverflow;
  private volatile Close close;

  /** Only the lane's thread touches what follows. */
  private final FrameQueue queue = new FrameQueue();

  private State state = State.HELD;
  private long underWay;
  private boolean blocked;
  private boolean due;

  /** The channels whose events were dropped and whose {@code RESYNC} is owed; null if none. */
  private Set<Channel> resyncs;

  private enum State {
    /** Nothing may leave yet. */
    HELD,
    /** Frames come and go. */
    OPEN,
    /** Too much waited; it was given up, and the end is near. */
    OVERFLOWN,
    /** No frame comes any more; what waits goes. */
    ENDING,
    /** Nothing comes or goes. */
    GONE
  }

  private record Close(int code, String reason) {}

  /**
   * @param maxBytes how much may wait, in bytes of frames
   * @param onOverflow told once, on the lane, when more would wait; it is expected to {@link #end}
   */
  public Outbound(ConnectionWriter writer, long maxBytes, Runnable onOverflow) {
    this.writer = writer;
    this.lane = writer.lane();
    this.maxBytes = maxBytes;
    this.onOverflow = onOverflow;
  }

  /** The lane that the connection belongs to. */
  public Lane lane() {
    return lane;
  }

  /** Lets frames go: this one, then those that were held. */
  public void open(Frame first) {
    lane.execute(
        () -> {
          if (state == State.HELD) {
            state = State.OPEN;
            queue.addFirst(first);
            lane.queued(first.size());
            becomeDue();
          }
        });
  }

  /** Sends a frame after all that were sent before it. */
  public void send(Frame frame) {
    lane.execute(() -> deliver(frame));
  }

  /**
   * Runs the task once, on the lane, when everything that was sent before has left for the kernel,
   * or when the connection is gone. It must not block. Whoever has much to send paces it with this.
   */
  public void whenDrained(Runnable task) {
    lane.execute(
        () -> {
          if (state == State.GONE) {
            run(task);
          } else {
            queue.add(task);
            becomeDue();
          }
        });
  }

  /**
   * Sends a last frame after what waits, then closes the connection. If the peer doesn't read, the
   * last frame waits until {@link #cut}. What was held is never sent.
   */
  public void end(Frame last, int code, String reason) {
    lane.execute(
        () -> {
          if (ending(code, reason)) {
            queue.add(last);
            lane.queued(last.size());
          }
        });
  }

  /** Closes the connection after what waits. What was held is never sent. */
  public void end(int code, String reason) {
    lane.execute(() -> ending(code, reason));
  }

  /** Closes the connection without waiting for what is under way. */
  public void cut() {
    Close now = close;
    if (now != null) {
      writer.close(now.code(), now.reason());
    }
  }

  /** Forgets what waits; the connection is gone. */
  public void abandon() {
    lane.execute(this::gone);
  }

  /** How many bytes wait, a moment ago. */
  public long queuedBytes() {
    return queue.bytes() + underWay;
  }

  /** {@link #send} for one who is on the lane's thread already. */
  public void deliver(Frame frame) {
    if (state != State.HELD && state != State.OPEN) {
      return;
    }
    if (!admits(frame)) {
      return;
    }
    queue.add(frame);
    lane.queued(frame.size());
    if (queuedBytes() > maxBytes) {
      relieve();
    }
    if (state == State.OPEN) {
      becomeDue();
    }
  }

  /** The connection doesn't get the channel's events any more. On the lane's thread. */
  public void left(Channel channel) {
    if (resyncs != null) {
      resyncs.remove(channel);
    }
  }

  /** Writes what is due. On the lane's thread. */
  void write() {
    due = false;
    while (!blocked && (state == State.OPEN || state == State.ENDING)) {
      resyncIfThereIsRoom();
      List<Frame> batch = lane.batch();
      long bytes = take(batch);
      if (!batch.isEmpty()) {
        write(batch, bytes);
      } else if (queue.peek() instanceof Runnable task) {
        queue.take();
        run(task);
      } else {
        closeIfEnding();
        return;
      }
    }
  }

  /** Something went wrong that must not happen. On the lane's thread. */
  void fail() {
    gone();
    writer.close(DisconnectCode.INTERNAL.code(), DisconnectCode.INTERNAL.reason());
  }

  /** Whether the end begins with this; it is written after what this task adds. */
  private boolean ending(int code, String reason) {
    if (close != null || state == State.GONE) {
      return false;
    }
    close = new Close(code, reason);
    if (state == State.HELD) {
      forget();
    }
    state = State.ENDING;
    becomeDue();
    return true;
  }

  private void write(List<Frame> batch, long bytes) {
    if (writer.write(batch)) {
      lane.queued(-bytes);
    } else {
      underWay = bytes;
      blocked = true;
      writer.whenSent(this::sent);
    }
  }

  private long take(List<Frame> batch) {
    long bytes = 0;
    while (queue.peek() instanceof Frame frame
        && (bytes == 0 || bytes + frame.size() <= MAX_BATCH_BYTES)) {
      queue.take();
      batch.add(frame);
      bytes += frame.size();
    }
    return bytes;
  }

  private void sent() {
    lane.queued(-underWay);
    underWay = 0;
    blocked = false;
    if (state == State.OPEN || state == State.ENDING) {
      becomeDue();
    }
  }

  private void closeIfEnding() {
    if (state == State.ENDING) {
      state = State.GONE;
      writer.close(close.code(), close.reason());
    }
  }

  private boolean admits(Frame frame) {
    switch (frame.delivery()) {
      case RESUME -> {
        return true;
      }
      case CONFLATE -> {
        Frame older = queue.removeOlder(frame.conflatesWith());
        if (older != null) {
          lane.queued(-older.size());
          lane.conflated();
        }
        return true;
      }
      case DROP -> {
        if (queuedBytes() > maxBytes / 2 || owesResync(frame)) {
          dropped(frame);
          return false;
        }
        return true;
      }
    }
    throw new IllegalStateException("every rule answers");
  }

  private void relieve() {
    queue.removeIf(
        frame -> frame.delivery() == Delivery.DROP,
        frame -> {
          lane.queued(-frame.size());
          dropped(frame);
        });
    if (queuedBytes() > maxBytes) {
      forget();
      state = State.OVERFLOWN;
      onOverflow.run();
    }
  }

  private boolean owesResync(Frame frame) {
    return resyncs != null && resyncs.contains(channel(frame));
  }

  private void dropped(Frame frame) {
    if (resyncs == null) {
      resyncs = new HashSet<>();
    }
    resyncs.add(channel(frame));
    lane.dropped();
  }

  private static Channel channel(Frame frame) {
    return ((ServerFrame.Event) frame.content()).channel();
  }

  private void resyncIfThereIsRoom() {
    if (resyncs == null || state != State.OPEN || queuedBytes() > maxBytes / 4) {
      return;
    }
    for (Channel channel : resyncs) {
      Frame resync = Frame.of(new ServerFrame.Resync(channel, SLOW_CONSUMER));
      queue.add(resync);
      lane.queued(resync.size());
      lane.resynced();
    }
    resyncs = null;
  }

  private void becomeDue() {
    if (!due && !blocked && state != State.HELD) {
      due = true;
      lane.due(this);
    }
  }

  private void gone() {
    state = State.GONE;
    forget();
    lane.queued(-underWay);
    underWay = 0;
  }

  private void forget() {
    lane.queued(-queue.bytes());
    queue.clear(Outbound::run);
    resyncs = null;
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("What waited for a connection failed", e);
    }
  }
}
