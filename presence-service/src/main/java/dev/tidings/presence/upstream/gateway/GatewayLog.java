package dev.tidings.presence.upstream.gateway;

import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.ListenedSpan;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The partitions of the gateways' log that this replica consumes, and its progress in each. */
@ApplicationScoped
@Default
@Identifier(GatewayLog.CHANNEL)
class GatewayLog implements KafkaConsumerRebalanceListener {

  /** The consumer's name in the configuration. */
  static final String CHANNEL = "gateway-connections";

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

  private final Map<TopicPartition, PartitionProgress> assigned = new ConcurrentHashMap<>();
  private final KafkaClientService clients;
  private final PresenceConfig config;
  private final Clock clock;

  GatewayLog(KafkaClientService clients, PresenceConfig config, Clock clock) {
    this.clients = clients;
    this.config = config;
    this.clock = clock;
  }

  /** Kafka's position at an assignment is the committed offset: all before it has been handled. */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      assigned.put(
          partition,
          new PartitionProgress(
              partition.partition(), consumer.position(partition), config.maxListeningGap()));
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(assigned::remove);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(assigned::remove);
  }

  /** The record has been settled. */
  void handled(ConsumerRecord<?, ?> record) {
    var progress = assigned.get(new TopicPartition(record.topic(), record.partition()));
    if (progress != null) {
      progress.handled(record.offset());
    }
  }

  /**
   * Looks at the log's end and says what has been listened to.
   *
   * @return a span for each partition of this replica that it has caught up with once
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer; the spans then stand
   *     still
   * @throws io.smallrye.mutiny.TimeoutException if the consumer's thread does not
   */
  List<ListenedSpan> listened() {
    var partitions = List.copyOf(assigned.keySet());
    if (partitions.isEmpty()) {
      return List.of();
    }
    KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer(CHANNEL);
    Instant now = clock.instant();
    Function<Consumer<byte[], byte[]>, Map<TopicPartition, Long>> askEnds =
        polling -> polling.endOffsets(partitions, ANSWER_TIMEOUT);
    Map<TopicPartition, Long> ends =
        consumer.runOnPollingThread(askEnds).await().atMost(ANSWER_TIMEOUT.multipliedBy(2));
    return ends.entrySet().stream()
        .flatMap(end -> listened(end.getKey(), now, end.getValue()))
        .toList();
  }

  private Stream<ListenedSpan> listened(TopicPartition partition, Instant now, long end) {
    return Optional.ofNullable(assigned.get(partition))
        .flatMap(progress -> progress.observe(now, end))
        .stream();
  }
}
