package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.hit.HitTopics;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a single record of the topic of the hits again, as it was written. */
@Singleton
final class HitLookup {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;

  HitLookup(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /**
   * The record at a place; empty if Kafka does not have it any more.
   *
   * @throws KafkaException if Kafka cannot be asked
   */
  Optional<ConsumerRecord<byte[], byte[]>> find(int partition, long offset) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hit-lookup");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    var place = new TopicPartition(HitTopics.HITS, partition);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      if (consumer.beginningOffsets(List.of(place)).get(place) > offset) {
        return Optional.empty();
      }
      consumer.assign(List.of(place));
      consumer.seek(place, offset);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        if (record.offset() == offset) {
          return Optional.of(record);
        }
      }
      throw new KafkaException("The record %s-%d did not come again".formatted(place, offset));
    }
  }
}
