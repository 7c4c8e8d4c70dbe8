package dev.tidings.gateway.fanout;

import dev.tidings.gateway.access.ChannelPolicy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** The one thread that reads events. Whatever fails, it goes on where it stopped. */
@Singleton
public final class FanoutLoop {

  private static final Logger LOG = Logger.getLogger(FanoutLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final int TOGETHER = 64;
  private static final long MEASURE_NANOS = 100_000_000;

  private final Map<String, Object> kafka;
  private final Set<String> topics;
  private final LogPositions positions;
  private final EventDispatcher dispatcher;
  private final List<EventMemory> memories;
  private final Clock clock;
  private final FanoutMetrics metrics;
  private final FanoutConfig config;
  private final Pace pace = new Pace();
  private final Thread thread = Thread.ofPlatform().name("fan-out").daemon().unstarted(this::run);
  private volatile Consumer<byte[], byte[]> current;
  private volatile boolean stopping;
  private volatile boolean ready;
  private long measured = System.nanoTime() - MEASURE_NANOS;
  private final CountDownLatch warm = new CountDownLatch(1);

  FanoutLoop(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      ChannelPolicy policy,
      LogPositions positions,
      EventDispatcher dispatcher,
      Instance<EventMemory> memories,
      Clock clock,
      FanoutMetrics metrics,
      FanoutConfig config) {
    this.kafka = kafka;
    this.topics = policy.allTopics();
    this.positions = positions;
    this.dispatcher = dispatcher;
    this.memories = memories.stream().toList();
    this.clock = clock;
    this.metrics = metrics;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(STOP_TIMEOUT);
  }

  /** Whether events published from now on reach this replica. */
  public boolean isReady() {
    return ready;
  }

  /** Waits until it is ready; false if it isn't in time. For virtual threads. */
  public boolean awaitReady() {
    try {
      return warm.await(config.readyTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How many records were published and not yet read. */
  public long lag() {
    return metrics.lag.get();
  }

  private void run() {
    try (Admin admin = Admin.create(kafka)) {
      var watch = new TopicWatch(admin, topics, positions, memories, clock, config);
      while (!stopping) {
        try (var consumer = consumer()) {
          current = consumer;
          watch.resume(consumer);
          while (!stopping) {
            poll(watch, consumer);
          }
        } catch (WakeupException e) {
          LOG.debug("The fan-out was woken to stop");
        } catch (RuntimeException e) {
          LOG.error("The fan-out's consumer failed and is replaced", e);
          pause();
        }
      }
    }
  }

  private void poll(TopicWatch watch, Consumer<byte[], byte[]> consumer) {
    watch.tick(consumer);
    if (consumer.assignment().isEmpty()) {
      ready(watch, consumer);
      pause(config.missingTopicInterval());
      return;
    }
    pace.rest();
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(POLL);
      pace.polled(records.count());
    } catch (OffsetOutOfRangeException e) {
      skip(e, consumer);
      return;
    }
    handOut(records);
    measure(consumer);
    ready(watch, consumer);
  }

  /**
   * What has come together leaves together: a connection that is due several events is written to
   * once, and an event loop woken once. But nothing waits until very many have been looked at.
   */
  private void handOut(ConsumerRecords<byte[], byte[]> records) {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      dispatch(record);
      if (++count % TOGETHER == 0) {
        dispatcher.handOut();
      }
    }
    dispatcher.handOut();
  }

  private void ready(TopicWatch watch, Consumer<byte[], byte[]> consumer) {
    if (!ready && watch.hasCaughtUp(consumer)) {
      ready = true;
      warm.countDown();
    }
  }

  /** A fault of ours in one record must not stop the others. */
  private void dispatch(ConsumerRecord<byte[], byte[]> record) {
    try {
      dispatcher.dispatch(record);
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "An event was lost, topicName=%s partition=%d offset=%d",
          record.topic(),
          record.partition(),
          record.offset());
      positions.consumed(record.topic(), record.partition(), record.offset());
    }
  }

  /** What is left of a log that lost what was to be read next: its rest, or what comes. */
  private void skip(OffsetOutOfRangeException e, Consumer<byte[], byte[]> consumer) {
    Set<TopicPartition> partitions = new HashSet<>(e.partitions());
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    e.offsetOutOfRangePartitions()
        .forEach(
            (partition, wanted) -> {
              long next =
                  wanted < beginnings.get(partition)
                      ? beginnings.get(partition)
                      : ends.get(partition);
              LOG.errorf("%s has no offset %d any more; going on at %d", partition, wanted, next);
              consumer.seek(partition, next);
              memories.forEach(
                  memory -> memory.skipped(partition.topic(), partition.partition(), next));
            });
  }

  /** Seldom, because it asks for each of very many partitions. */
  private void measure(Consumer<byte[], byte[]> consumer) {
    long now = System.nanoTime();
    if (now - measured < MEASURE_NANOS) {
      return;
    }
    measured = now;
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    metrics.lag.set(lag);
  }

  private void pause() {
    pause(config.retryDelay());
  }

  private void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      LOG.debug("The fan-out was interrupted to stop");
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "fan-out");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
