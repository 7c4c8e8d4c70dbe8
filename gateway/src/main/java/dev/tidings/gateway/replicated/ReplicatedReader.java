package dev.tidings.gateway.replicated;

import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The one thread that reads the replicas' logs, from their beginning at each start. Whatever fails,
 * it goes on where it stopped.
 */
@Singleton
public final class ReplicatedReader {

  private static final Logger LOG = Logger.getLogger(ReplicatedReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_EVENT_BYTES = 64 * 1024;

  private final Map<String, Object> kafka;
  private final Map<String, ReplicatedTopic> topics;
  private final Duration retryDelay;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Thread thread =
      Thread.ofPlatform().name("replicated").daemon().unstarted(this::run);
  private volatile Consumer<byte[], byte[]> current;
  private volatile boolean stopping;
  private volatile boolean ready;

  /** A reader of the topics, not started yet. */
  public ReplicatedReader(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @All List<ReplicatedTopic> topics,
      ReplicatedConfig config) {
    this.kafka = kafka;
    this.topics =
        topics.stream().collect(Collectors.toMap(ReplicatedTopic::name, Function.identity()));
    this.retryDelay = config.retryDelay();
  }

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Ends the reading and waits for its end, for a few seconds at most. */
  public void stop() throws InterruptedException {
    stopping = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(STOP_TIMEOUT);
  }

  /** Whether everything that was in the logs when the reading began has been applied. */
  public boolean isReady() {
    return ready;
  }

  private void run() {
    while (!stopping) {
      try (var consumer = consumer()) {
        current = consumer;
        read(consumer);
      } catch (WakeupException e) {
        LOG.debug("The reader of the replicas' logs was woken to stop");
      } catch (RuntimeException e) {
        LOG.error("The reader of the replicas' logs failed and is replaced", e);
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    while (partitions.isEmpty() && !stopping) {
      pause();
      partitions = partitions(consumer);
    }
    consumer.assign(partitions);
    var fresh = partitions.stream().filter(partition -> !next.containsKey(partition)).toList();
    consumer.seekToBeginning(fresh);
    next.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!stopping) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        apply(record);
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      ready =
          ready
              || ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }

  /** All partitions of all topics; empty while one of the topics doesn't exist. */
  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    Map<String, List<PartitionInfo>> existing = consumer.listTopics();
    var partitions = new ArrayList<TopicPartition>();
    for (String topic : topics.keySet()) {
      if (!existing.containsKey(topic)) {
        LOG.warnf("Not ready: topicName=%s does not exist", topic);
        return List.of();
      }
      existing
          .get(topic)
          .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
    }
    return partitions;
  }

  /** A record that can't be read, or a fault of ours, must not stop the others. */
  private void apply(ConsumerRecord<byte[], byte[]> record) {
    try {
      switch (CloudEventCodec.decode(record, MAX_EVENT_BYTES)) {
        case DecodedEvent.Valid(var event) -> topics.get(record.topic()).apply(event);
        case DecodedEvent.Invalid(String reason) ->
            LOG.errorf(
                "Not an event, topicName=%s partition=%d offset=%d: %s",
                record.topic(), record.partition(), record.offset(), reason);
      }
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "Not applied, topicName=%s partition=%d offset=%d",
          record.topic(),
          record.partition(),
          record.offset());
    }
  }

  private void pause() {
    try {
      Thread.sleep(retryDelay);
    } catch (InterruptedException e) {
      LOG.debug("The reader of the replicas' logs was interrupted to stop");
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "replicated");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // What the log has dropped meanwhile had run out of its time.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
