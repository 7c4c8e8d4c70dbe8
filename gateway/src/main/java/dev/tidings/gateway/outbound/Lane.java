package dev.tidings.gateway.outbound;

import io.netty.util.concurrent.AbstractEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * One event loop and what is due to its connections. Whatever concerns them, from any thread, is a
 * task of the loop's queue and takes effect in the order of the queue, so nothing of theirs needs a
 * lock. Connections that have something due are written at the end of the queue: once each, however
 * much has come together.
 */
public final class Lane {

  private static final Logger LOG = Logger.getLogger(Lane.class);

  private static final Runnable NOTHING = () -> {};

  private final ScheduledExecutorService loop;
  private final OutboundMetrics metrics;
  private final AtomicLong backlog = new AtomicLong();

  /** Whether the loop may sleep over an event; only the fan-out thread touches it. */
  private boolean asleep;

  /** Only the lane's own thread touches what follows; others may read a moment's value. */
  private final SocketBuffers buffers = new SocketBuffers();

  private final List<Frame> batch = new ArrayList<>();
  private List<Outbound> due = new ArrayList<>();
  private List<Outbound> passing = new ArrayList<>();
  private boolean passComing;
  private volatile long queuedBytes;
  private long queued;

  /**
   * @param loop runs one task at a time, in order
   */
  public Lane(ScheduledExecutorService loop, OutboundMetrics metrics) {
    this.loop = loop;
    this.metrics = metrics;
  }

  /** Runs the task after everything that was given to the lane before. From any thread. */
  public void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("The event loop has ended, and its connections with it");
    }
  }

  /**
   * Runs the task after everything that was given to the lane before, but a loop that sleeps is
   * left asleep until it is {@linkplain #wake woken} or has something else to do. From any thread.
   */
  public void executeLazily(Runnable task) {
    if (loop instanceof AbstractEventExecutor netty) {
      try {
        netty.lazyExecute(task);
      } catch (RejectedExecutionException e) {
        LOG.debug("The event loop has ended, and its connections with it");
      }
    } else {
      execute(task);
    }
  }

  /**
   * Runs a task that hands an event out, like {@link #executeLazily}, and counts it as backlog
   * until it runs.
   *
   * @param bytes the event's size
   */
  public void executeCounted(int bytes, Runnable task) {
    backlog.addAndGet(bytes);
    asleep = true;
    executeLazily(
        () -> {
          backlog.addAndGet(-bytes);
          task.run();
        });
  }

  /** Sees that what the fan-out has handed over is done. On the fan-out thread. */
  void wake() {
    if (asleep) {
      asleep = false;
      execute(NOTHING);
    }
  }

  /** The bytes of events that the lane has not come to yet. */
  public long backlog() {
    return backlog.get();
  }

  /** Runs the task on the lane when the time is over. */
  public void schedule(Duration delay, Runnable task) {
    try {
      loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The event loop has ended, and its connections with it");
    }
  }

  /** Counts an event that a newer one has replaced. On the lane's thread. */
  public void conflated() {
    metrics.conflated.increment();
  }

  /** The bytes that wait for the lane's connections. */
  long queuedBytes() {
    return queuedBytes;
  }

  void dropped() {
    metrics.dropped.increment();
  }

  void resynced() {
    metrics.resyncs.increment();
  }

  SocketBuffers buffers() {
    return buffers;
  }

  /** A list for one connection's turn. */
  List<Frame> batch() {
    batch.clear();
    return batch;
  }

  /** The connection has something due. */
  void due(Outbound connection) {
    due.add(connection);
    if (!passComing) {
      passComing = true;
      execute(this::pass);
    }
  }

  void queued(long bytes) {
    queued += bytes;
    if (!passComing) {
      queuedBytes = queued;
    }
  }

  private void pass() {
    List<Outbound> now = due;
    due = passing;
    passing = now;
    passComing = false;
    for (Outbound connection : now) {
      try {
        connection.write();
      } catch (RuntimeException e) {
        LOG.error("A connection could not be written to", e);
        connection.fail();
      }
    }
    now.clear();
    batch.clear();
    buffers.release();
    queuedBytes = queued;
  }
}
