package dev.tidings.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends rows to Kafka in their order. An idempotent producer that never gives a record up: within a
 * partition, the broker refuses what comes after a record that it has not got.
 *
 * <p>Used by the relay's thread only.
 */
final class Publisher implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;

  Publisher(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends the rows and waits for Kafka's word on each. Stops at the first row that can't be sent
   * now, so that nothing overtakes it.
   */
  Outcome publish(List<OutboxRow> rows) throws InterruptedException {
    var sent = new LinkedHashMap<Long, Future<RecordMetadata>>();
    var poison = new HashMap<Long, String>();
    KafkaException failure = null;
    for (OutboxRow row : rows) {
      try {
        sent.put(row.id(), producer.send(row.toRecord()));
      } catch (PoisonRowException e) {
        poison.put(row.id(), e.getMessage());
      } catch (KafkaException e) {
        failure = e;
        break;
      }
    }
    var published = new ArrayList<Long>();
    for (var entry : sent.entrySet()) {
      try {
        entry.getValue().get();
        published.add(entry.getKey());
      } catch (ExecutionException e) {
        if (isPoison(e.getCause())) {
          poison.put(entry.getKey(), reason(e.getCause()));
        } else {
          failure = new KafkaException("Kafka refused a record", e.getCause());
        }
      }
    }
    return new Outcome(published, poison, failure);
  }

  private static boolean isPoison(Throwable e) {
    return e instanceof RecordTooLargeException
        || e instanceof SerializationException
        || e instanceof InvalidTopicException;
  }

  private static String reason(Throwable e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  /**
   * What became of a batch.
   *
   * @param published ids that Kafka has on disk
   * @param poison ids that Kafka will never take, with the reason
   * @param failure why the rest was not sent; null if all rows are settled
   */
  record Outcome(List<Long> published, Map<Long, String> poison, KafkaException failure) {}
}
