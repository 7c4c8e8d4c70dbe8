package dev.tidings.gateway.recovery;

import dev.tidings.gateway.fanout.FanoutConfig;
import dev.tidings.gateway.fanout.Intake;
import dev.tidings.gateway.subscription.ChannelKey;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads again from Kafka what lies before the window. Of each partition at most one pass is under
 * way; whoever comes meanwhile waits for the next, which serves all of them together. What is far
 * back has passes of its own, on a thread of its own, so that one client that was away for days
 * doesn't hold up those that were away for minutes. Safe for use by several threads.
 */
@Singleton
final class LogScanner implements PastEvents {

  private static final Logger LOG = Logger.getLogger(LogScanner.class);
  private static final int MAX_REQUESTS = 20_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private record Lane(TopicPartition partition, boolean far) {}

  private final Map<String, Object> kafka;
  private final EventWindow window;
  private final Intake intake;
  private final RecoveryMetrics metrics;
  private final RecoveryConfig config;
  private final int lookback;
  private final ExecutorService near;
  private final ExecutorService far;

  /** Who waits, of each lane that a pass is under way or due of. */
  private final Map<Lane, List<PendingScan>> waiting = new HashMap<>();

  private final Queue<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();

  LogScanner(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      EventWindow window,
      Intake intake,
      RecoveryMetrics metrics,
      RecoveryConfig config,
      FanoutConfig fanout) {
    this.kafka = kafka;
    this.window = window;
    this.intake = intake;
    this.metrics = metrics;
    this.config = config;
    this.lookback = fanout.duplicateWindow();
    this.near =
        Executors.newFixedThreadPool(
            config.scanners(), Thread.ofPlatform().daemon().name("log-scan-", 0).factory());
    this.far =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("log-scan-far").factory());
  }

  @Override
  public CompletableFuture<Scanned> scan(
      TopicPartition partition, ChannelKey key, long from, ReplayLimits limits) {
    var request = new PendingScan(key, from, limits, new CompletableFuture<>());
    boolean isFar = window.completeFrom(partition) - from > config.farRecords();
    add(new Lane(partition, isFar), List.of(request));
    return request.answer();
  }

  private synchronized void add(Lane lane, List<PendingScan> requests) {
    List<PendingScan> others = waiting.get(lane);
    if (others == null) {
      waiting.put(lane, new ArrayList<>(requests));
      submit(lane);
    } else {
      others.addAll(requests);
    }
  }

  private void submit(Lane lane) {
    (lane.far() ? far : near).execute(() -> pass(lane));
  }

  /** Those who wait and are still there; they are on their way now. */
  private synchronized List<PendingScan> take(Lane lane) {
    List<PendingScan> all = waiting.get(lane);
    List<PendingScan> some = all.subList(0, Math.min(all.size(), MAX_REQUESTS));
    var taken = some.stream().filter(request -> !request.answer().isDone()).toList();
    some.clear();
    return taken;
  }

  /** Another pass for those who came meanwhile; otherwise the lane is at rest. */
  private synchronized void done(Lane lane, List<PendingScan> postponed) {
    List<PendingScan> others = waiting.get(lane);
    others.addAll(postponed);
    if (others.isEmpty()) {
      waiting.remove(lane);
    } else {
      submit(lane);
    }
  }

  private void pass(Lane lane) {
    List<PendingScan> requests = take(lane);
    List<PendingScan> postponed = List.of();
    try {
      if (!requests.isEmpty()) {
        metrics.scans.record(requests.size());
        postponed = metrics.scanTime.record(() -> read(lane.partition(), requests));
      }
    } catch (InterruptException e) {
      LOG.debug("A look into Kafka was interrupted to stop");
      requests.forEach(request -> request.refuse(RefusalReason.UNAVAILABLE));
    } catch (OffsetOutOfRangeException e) {
      LOG.debugf("%s lost its oldest records while it was read", lane.partition());
      postponed = requests.stream().filter(request -> !request.answer().isDone()).toList();
    } catch (RuntimeException e) {
      LOG.errorf(e, "Events could not be read again, %s", lane.partition());
      requests.forEach(request -> request.refuse(RefusalReason.UNAVAILABLE));
    } finally {
      done(lane, postponed);
    }
  }

  private List<PendingScan> read(TopicPartition partition, List<PendingScan> requests) {
    Consumer<byte[], byte[]> known = idle.poll();
    Consumer<byte[], byte[]> consumer = known == null ? consumer() : known;
    boolean failed = true;
    try {
      List<PendingScan> postponed =
          new ScanPass(partition, window, intake)
              .run(
                  requests,
                  consumer,
                  lookback,
                  config.scanBytes().asLongValue(),
                  config.scanTimeout());
      failed = false;
      return postponed;
    } finally {
      if (failed) {
        close(consumer);
      } else {
        idle.add(consumer);
      }
    }
  }

  private static void close(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    } catch (RuntimeException e) {
      LOG.debugf("A consumer could not be closed: %s", e.getMessage());
    }
  }

  @PreDestroy
  void stop() {
    near.shutdownNow();
    far.shutdownNow();
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, Thread.currentThread().getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
