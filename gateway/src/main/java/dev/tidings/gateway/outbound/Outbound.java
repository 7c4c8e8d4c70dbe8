package dev.tidings.gateway.outbound;

import java.util.ArrayList;
import java.util.List;

/**
 * A connection's frames in the order in which they were sent, from any thread. Held until {@link
 * #open}, so that nothing overtakes the first frame. At most one batch is under way to the socket;
 * what comes meanwhile is the next batch, so a slow reader's frames stay here and are counted.
 */
public final class Outbound {

  private final ConnectionWriter writer;
  private final long maxBytes;
  private final Runnable onOverflow;

  private List<byte[]> queue = new ArrayList<>();
  private long bytes;
  private boolean held = true;
  private boolean draining;
  private boolean ended;
  private Close close;

  private record Close(int code, String reason) {}

  /**
   * @param maxBytes how much may wait; beyond it the queue is emptied, further frames are ignored
   * @param onOverflow told once, on the thread that sent the frame too many
   */
  public Outbound(ConnectionWriter writer, long maxBytes, Runnable onOverflow) {
    this.writer = writer;
    this.maxBytes = maxBytes;
    this.onOverflow = onOverflow;
  }

  /** Lets frames go: this one, then those that were held. */
  public void open(byte[] first) {
    synchronized (this) {
      if (ended || !held) {
        return;
      }
      held = false;
      queue.addFirst(first);
      bytes += first.length;
      draining = true;
    }
    writer.execute(this::drain);
  }

  /** Sends a frame after all that were sent before it. The array is not copied. */
  public void send(byte[] frame) {
    boolean overflow;
    synchronized (this) {
      if (ended) {
        return;
      }
      queue.add(frame);
      bytes += frame.length;
      overflow = bytes > maxBytes;
      if (overflow) {
        drop();
      } else if (held || draining) {
        return;
      } else {
        draining = true;
      }
    }
    if (overflow) {
      onOverflow.run();
    } else {
      writer.execute(this::drain);
    }
  }

  /**
   * Sends a last frame after what waits, then closes the connection. If the peer doesn't read, the
   * last frame waits until {@link #cut}.
   */
  public void end(byte[] last, int code, String reason) {
    synchronized (this) {
      if (close != null) {
        return;
      }
      close = new Close(code, reason);
      ended = true;
      held = false;
      queue.add(last);
      bytes += last.length;
      if (draining) {
        return;
      }
      draining = true;
    }
    writer.execute(this::drain);
  }

  /** Closes the connection after what waits. */
  public void end(int code, String reason) {
    synchronized (this) {
      if (close != null) {
        return;
      }
      close = new Close(code, reason);
      ended = true;
      held = false;
      if (draining) {
        return;
      }
      draining = true;
    }
    writer.execute(this::drain);
  }

  /** Closes the connection without waiting for what is under way. */
  public void cut() {
    Close now;
    synchronized (this) {
      now = close;
    }
    if (now != null) {
      writer.close(now.code(), now.reason());
    }
  }

  /** Forgets what waits; the connection is gone. */
  public synchronized void abandon() {
    drop();
  }

  /** How many bytes wait. */
  public synchronized long queuedBytes() {
    return bytes;
  }

  private void drop() {
    ended = true;
    queue.forEach(frame -> bytes -= frame.length);
    queue = new ArrayList<>();
  }

  private void drain() {
    List<byte[]> batch;
    Close now;
    synchronized (this) {
      batch = queue;
      now = close;
      if (batch.isEmpty()) {
        draining = false;
      } else {
        queue = new ArrayList<>();
      }
    }
    if (!batch.isEmpty()) {
      writer.write(batch, written -> written(batch, written));
    } else if (now != null) {
      writer.close(now.code(), now.reason());
    }
  }

  private void written(List<byte[]> batch, boolean success) {
    synchronized (this) {
      batch.forEach(frame -> bytes -= frame.length);
      if (!success) {
        drop();
        return;
      }
    }
    writer.execute(this::drain);
  }
}
