package dev.tidings.gateway.upstream.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.fanout.LogPartition;
import dev.tidings.platform.event.CloudEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes events again that are not in the partition of their channel's log: the same id, headers
 * and value, in the order in which they come. Used by one thread.
 */
@Singleton
final class IngressMover {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final Counter moved;
  private final List<Future<RecordMetadata>> underWay = new ArrayList<>();

  IngressMover(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry metrics) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "ingress-mover");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.moved = metrics.counter("tidings.gateway.ingress.moved");
  }

  /** Begins to move the record, if it is not where it belongs. */
  void move(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
    byte[] key = event.key().getBytes(UTF_8);
    int partition = LogPartition.of(key, producer.partitionsFor(record.topic()).size());
    if (partition != record.partition()) {
      underWay.add(
          producer.send(
              new ProducerRecord<>(
                  record.topic(),
                  partition,
                  record.timestamp(),
                  key,
                  record.value(),
                  record.headers())));
      moved.increment();
    }
  }

  /**
   * Returns when Kafka has all that is under way.
   *
   * @throws KafkaException if it couldn't take something; all since the last time has to be moved
   *     again then
   */
  void await() {
    var all = List.copyOf(underWay);
    underWay.clear();
    try {
      for (Future<RecordMetadata> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException("A record could not be moved", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while records were moved", e);
    }
  }

  @PreDestroy
  void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
