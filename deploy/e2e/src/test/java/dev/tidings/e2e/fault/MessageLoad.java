package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Messages become due at a steady rate, whether or not earlier ones have been acknowledged, and
 * wait in their sender's queue as in a client's: some are under way at once, and each is sent until
 * it is acknowledged, with the same {@code clientMessageId}, after a pause that grows and varies.
 */
final class MessageLoad implements AutoCloseable {

  private static final int UNDER_WAY_PER_SENDER = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration END_PATIENCE = Duration.ofSeconds(300);
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<String> rooms;
  private final int perSecond;
  private final List<BlockingQueue<Send>> queues;
  private final Map<Send, JsonNode> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger due = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean running = true;
  private volatile boolean over;
  private final Thread pace = Thread.ofVirtual().name("pace").unstarted(this::fillQueues);

  private MessageLoad(List<? extends Sender> senders, List<String> rooms, int perSecond) {
    this.rooms = rooms;
    this.perSecond = perSecond;
    this.queues =
        senders.stream().<BlockingQueue<Send>>map(each -> new LinkedBlockingQueue<>()).toList();
  }

  /** Starts to send to all rooms in turn, by all senders in turn. */
  static MessageLoad start(List<? extends Sender> senders, List<String> rooms, int perSecond) {
    var load = new MessageLoad(senders, rooms, perSecond);
    load.pace.start();
    for (int i = 0; i < senders.size(); i++) {
      Sender sender = senders.get(i);
      BlockingQueue<Send> queue = load.queues.get(i);
      for (int j = 0; j < UNDER_WAY_PER_SENDER; j++) {
        Thread.ofVirtual().name("sender-" + i).start(() -> load.empty(queue, sender));
      }
    }
    return load;
  }

  /** Waits while the load goes on. */
  void goOnFor(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    awaitThat(duration.plusSeconds(5), () -> System.nanoTime() >= until);
  }

  /** Waits for so many acknowledgements more: the system is at work again. */
  void awaitProgress(int messages) {
    int goal = acknowledged.size() + messages;
    awaitThat(END_PATIENCE, () -> acknowledged.size() >= goal);
  }

  /** Lets no further message become due, waits until all are acknowledged, and returns them. */
  Map<Send, JsonNode> finish() {
    running = false;
    awaitThat(END_PATIENCE, () -> !pace.isAlive() && acknowledged.size() == due.get());
    return Map.copyOf(acknowledged);
  }

  /** How many attempts were not acknowledged. */
  int repeated() {
    return repeated.get();
  }

  @Override
  public void close() {
    running = false;
    over = true;
  }

  private void awaitThat(Duration patience, Callable<Boolean> condition) {
    try {
      await()
          .atMost(patience)
          .pollInterval(POLL)
          .until(() -> failure.get() != null || condition.call());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%d of %d messages acknowledged, waiting per sender: %s"
              .formatted(
                  acknowledged.size(),
                  due.get(),
                  queues.stream().map(BlockingQueue::size).toList()),
          e);
    }
    assertThat(failure.get()).isNull();
  }

  private void fillQueues() {
    long begin = System.nanoTime();
    while (running) {
      int number = due.getAndIncrement();
      queues
          .get(number % queues.size())
          .add(new Send(rooms.get(number % rooms.size()), "load-" + number, "Message " + number));
      long next = begin + (number + 1) * TimeUnit.SECONDS.toNanos(1) / perSecond;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void empty(BlockingQueue<Send> queue, Sender sender) {
    try {
      while (!over) {
        Send send = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (send != null) {
          untilAcknowledged(sender, send);
        }
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  private void untilAcknowledged(Sender sender, Send send) {
    Duration pause = FIRST_PAUSE;
    Optional<JsonNode> acknowledgement = sender.attempt(send);
    while (acknowledgement.isEmpty() && !over) {
      repeated.incrementAndGet();
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause.toNanos()));
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      acknowledgement = sender.attempt(send);
    }
    acknowledgement.ifPresent(message -> acknowledged.put(send, message));
  }
}
