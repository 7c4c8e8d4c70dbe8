package dev.tidings.gateway.publication;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One producer. An event's partition is the one that Kafka's default partitioner chooses for its
 * channel, and events of one caller to one channel keep their order. Safe for use by several
 * threads; blocks, so only on virtual threads.
 */
public final class EventPublisher implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;

  EventPublisher(String name, Map<String, Object> kafka, PublicationConfig config) {
    int timeout = Math.toIntExact(config.timeout().toMillis());
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.maxWaitingBytes().asLongValue());
    // What comes while a batch is under way is the next batch: no need to wait for company.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Publishes the event and returns when Kafka has it. */
  public void publish(String topic, CloudEvent event) throws PublicationFailedException {
    publish(topic, List.of(event));
  }

  /**
   * Publishes the events in their order and returns when Kafka has them all.
   *
   * @throws PublicationFailedException if Kafka doesn't confirm each of them in time; those that it
   *     has will be delivered
   */
  public void publish(String topic, List<CloudEvent> events) throws PublicationFailedException {
    var sent = new ArrayList<Future<RecordMetadata>>(events.size());
    try {
      for (CloudEvent event : events) {
        Future<RecordMetadata> one = producer.send(CloudEventCodec.encode(topic, event));
        sent.add(one);
        if (one.isDone()) {
          one.get();
        }
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new PublicationFailedException(e.getCause());
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new PublicationFailedException(e);
    } catch (KafkaException e) {
      throw new PublicationFailedException(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
