package dev.tidings.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts records aside that can't be handled: as they were, with the headers {@code reason}, {@code
 * dlq-topic}, {@code dlq-partition} and {@code dlq-offset} that say why and where from.
 */
@ApplicationScoped
public class DeadLetters {

  private final Producer<byte[], byte[]> producer;

  DeadLetters(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "dead-letters");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Publishes the record to the consumer's dead-letter topic and returns when Kafka has it.
   *
   * @throws KafkaException if it could not be published; the caller must not go on to the next
   *     record
   */
  public void publish(String consumer, ConsumerRecord<byte[], byte[]> record, String reason) {
    var letter =
        new ProducerRecord<>(
            TopicSpec.deadLetterName(record.topic(), consumer),
            null,
            record.key(),
            record.value(),
            record.headers());
    letter
        .headers()
        .remove("reason")
        .add("reason", reason.getBytes(UTF_8))
        .add("dlq-topic", record.topic().getBytes(UTF_8))
        .add("dlq-partition", Integer.toString(record.partition()).getBytes(UTF_8))
        .add("dlq-offset", Long.toString(record.offset()).getBytes(UTF_8));
    try {
      producer.send(letter).get();
    } catch (ExecutionException e) {
      throw new KafkaException("The dead letter could not be published", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while a dead letter was published", e);
    }
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
