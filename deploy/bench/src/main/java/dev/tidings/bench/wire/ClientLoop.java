package dev.tidings.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/**
 * The thread in which all links live. Only {@link #execute}, {@link #call}, {@link #cpuNanos} and
 * {@link #close} may be called from other threads.
 */
public final class ClientLoop implements AutoCloseable {

  private static final int RECEIVE_BYTES = 256 << 10;

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due));
  private final List<Runnable> afterRound = new ArrayList<>();
  private final long epoch = System.nanoTime();

  /** Every link reads into this buffer, then the bytes are looked at in {@link #bytes}. */
  private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);

  private byte[] bytes = new byte[2 * RECEIVE_BYTES];
  private volatile boolean closed;

  private record Timer(long due, Runnable task) {}

  /** Starts the thread. */
  public ClientLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("client-loop").start(this::run);
  }

  /** Runs a task in the loop's thread, after those before it. */
  public void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /** Runs a task in the loop's thread and returns its result; from any other thread. */
  public <T> T call(Callable<T> task) throws InterruptedException {
    var result = new CompletableFuture<T>();
    execute(
        () -> {
          try {
            result.complete(task.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Runs a task in the loop's thread after a delay; called in that thread. */
  public void schedule(Duration delay, Runnable task) {
    timers.add(new Timer(now() + delay.toNanos(), task));
  }

  /** Has a task run after each round of reading; called in the loop's thread. */
  public void afterEachRound(Runnable task) {
    afterRound.add(task);
  }

  /** No longer runs a task of {@link #afterEachRound}; called in the loop's thread. */
  public void noLongerAfterEachRound(Runnable task) {
    afterRound.remove(task);
  }

  /**
   * Begins a WebSocket handshake; called in the loop's thread. The listener hears how it ends.
   *
   * @param request the whole HTTP request, with the empty line
   * @param receiveBuffer bytes of the kernel's receive buffer; 0 for its default
   */
  public Link connect(
      InetSocketAddress address, String request, LinkListener listener, int receiveBuffer) {
    var link = new Link(this, request, listener);
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (receiveBuffer > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      }
      link.attach(channel, channel.register(selector, SelectionKey.OP_CONNECT, link));
      channel.connect(address);
    } catch (IOException e) {
      // The caller has its link before the listener hears of its end.
      execute(() -> link.breakOff(String.valueOf(e.getMessage())));
    }
    return link;
  }

  /** CPU time of the loop's thread: as much as the time that passes, and the loop is the limit. */
  public long cpuNanos() {
    return Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()));
  }

  /** Ends the thread and closes what is open. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        long timeout = millisToNextTimer();
        if (timeout == 0 || !tasks.isEmpty()) {
          selector.selectNow(ClientLoop::serve);
        } else {
          selector.select(ClientLoop::serve, timeout < 0 ? 0 : timeout);
        }
        runTasks();
        runTimers();
        for (Runnable each : afterRound) {
          each.run();
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(SelectionKey key) {
    ((Link) key.attachment()).serve(key);
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void runTimers() {
    while (!timers.isEmpty() && timers.peek().due <= now()) {
      timers.poll().task.run();
    }
  }

  /** Negative if there is none. */
  private long millisToNextTimer() {
    if (timers.isEmpty()) {
      return -1;
    }
    return Math.max(0, (timers.peek().due - now() + 999_999) / 1_000_000);
  }

  private long now() {
    return System.nanoTime() - epoch;
  }

  /**
   * Reads what has come into {@link #bytes}, after what the link has kept of the last time.
   *
   * @return how many bytes there are now in all; -1 at the end of the stream
   */
  int read(SocketChannel channel, byte[] kept, int keptLength) throws IOException {
    received.clear();
    int count = channel.read(received);
    if (count < 0) {
      return -1;
    }
    if (bytes.length < keptLength + count) {
      bytes = new byte[2 * (keptLength + count)];
    }
    if (keptLength > 0) {
      System.arraycopy(kept, 0, bytes, 0, keptLength);
    }
    received.flip();
    received.get(bytes, keptLength, count);
    return keptLength + count;
  }

  byte[] bytes() {
    return bytes;
  }
}
