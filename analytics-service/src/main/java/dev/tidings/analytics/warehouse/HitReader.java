package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.hit.HitTopics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads partitions of the topic of the hits: what is there, up to the most that a transaction may
 * take. Where a partition goes on is what the database says, whatever the group has committed: that
 * is told to Kafka only so that the lag can be seen.
 */
final class HitReader implements Runnable {

  private static final Logger LOG = Logger.getLogger(HitReader.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A batch waits for PostgreSQL as long as it takes; the group need not wait for this member. */
  private static final int MAX_POLL_INTERVAL_MS = 300_000;

  /** A poll's records with their headers are garbage before the next poll, while they are few. */
  private static final int POLL_RECORDS = 500;

  private static final int PARTITION_FETCH_BYTES = 4 << 20;
  private static final int FETCH_BYTES = 16 << 20;

  private final int number;
  private final HitConsumer consumer;
  private final Offsets offsets;
  private final WarehouseConfig config;
  private final Map<String, Object> kafka;

  /** Of each partition, where the next record is looked for. */
  private final Map<Integer, Long> positions = new HashMap<>();

  private volatile boolean stopping;
  private volatile Consumer<byte[], byte[]> polling;
  private String topicId;

  /**
   * A reader that is not running yet.
   *
   * @param number among those of this process
   */
  HitReader(
      int number,
      HitConsumer consumer,
      Offsets offsets,
      WarehouseConfig config,
      Map<String, Object> kafka) {
    this.number = number;
    this.consumer = consumer;
    this.offsets = offsets;
    this.config = config;
    this.kafka = kafka;
  }

  /** Has the reader end after what it has read. */
  void stop() {
    stopping = true;
    Consumer<byte[], byte[]> current = polling;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void run() {
    while (!stopping) {
      try (var current =
          new KafkaConsumer<>(
              settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        polling = current;
        topicId = topicId();
        current.subscribe(List.of(HitTopics.HITS), new ToStoredOffsets(current));
        while (!stopping) {
          settle(current, take(current));
        }
      } catch (WakeupException e) {
        LOG.debugf("Stopped: %s", e);
      } catch (RuntimeException e) {
        LOG.warnf(e, "Hits cannot be taken in now, will go on from what is stored");
        pause();
      } finally {
        polling = null;
      }
    }
  }

  /**
   * What is there. If partitions come or go meanwhile, some of it may come twice, and is known by
   * its place when it is stored: by the offset, and by the place where the reader was before.
   */
  private List<Delivery> take(Consumer<byte[], byte[]> current) {
    var batch = new ArrayList<Delivery>();
    ConsumerRecords<byte[], byte[]> records = current.poll(POLL);
    while (!records.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Long from = positions.put(record.partition(), record.offset() + 1);
        batch.add(consumer.read(record, from));
      }
      records =
          batch.size() + POLL_RECORDS > config.maxBatch()
              ? ConsumerRecords.empty()
              : current.poll(Duration.ZERO);
    }
    return batch;
  }

  private void settle(Consumer<byte[], byte[]> current, List<Delivery> batch) {
    if (!batch.isEmpty()) {
      consumer.store(topicId, batch);
      current.commitAsync();
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hit-reader-" + number);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(POLL_RECORDS, config.maxBatch()));
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    return settings;
  }

  private String topicId() {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      return admin
          .describeTopics(List.of(HitTopics.HITS))
          .allTopicNames()
          .get(30, TimeUnit.SECONDS)
          .get(HitTopics.HITS)
          .topicId()
          .toString();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("The topic of the hits cannot be described", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while the topic of the hits was described", e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  /** Has each partition go on where the tables end. */
  private final class ToStoredOffsets implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> current;

    ToStoredOffsets(Consumer<byte[], byte[]> current) {
      this.current = current;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      Map<Integer, TopicPartition> partitions =
          assigned.stream()
              .collect(Collectors.toMap(TopicPartition::partition, partition -> partition));
      try {
        Map<Integer, Long> stored = offsets.read(topicId, partitions.keySet());
        for (TopicPartition partition : partitions.values()) {
          Long next = stored.get(partition.partition());
          if (next == null) {
            next = current.position(partition);
            offsets.begin(topicId, partition.partition(), next);
          } else {
            current.seek(partition, next);
          }
          positions.put(partition.partition(), next);
        }
      } catch (SQLException e) {
        throw new KafkaException("What is stored of the topic cannot be read", e);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      // What was read of them and is not settled yet is known by its place, whoever is first.
    }
  }
}
