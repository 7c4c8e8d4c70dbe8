package dev.tidings.bench.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic to which chat-service publishes what happens in rooms. */
final class RoomTopic implements AutoCloseable {

  private static final String NAME = "chat.room.v1";
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private Map<TopicPartition, Long> mark = Map.of();

  RoomTopic(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(NAME).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** What is there now is of no interest. */
  void mark() {
    mark = consumer.endOffsets(partitions);
  }

  /**
   * Records of a type.
   *
   * @param different ids that they have
   */
  record Count(long all, long different) {}

  /** Counts the records of a type from the mark to the present end. */
  Count count(String type) {
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    mark.forEach(consumer::seek);
    Set<String> ids = new HashSet<>();
    long all = 0;
    while (end.entrySet().stream()
        .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (header(record, "ce_type").equals(type)) {
          all++;
          ids.add(header(record, "ce_id"));
        }
      }
    }
    return new Count(all, ids.size());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
