package dev.tidings.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as any client sees it. */
public final class Topics implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final KafkaProducer<String, String> producer;

  Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                8 * 1024 * 1024,
                "linger.ms",
                0),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Publishes a record and waits for its acknowledgement. */
  public void publish(String topic, String key, Map<String, String> headers, String value) {
    var outgoing = new ProducerRecord<>(topic, key, value);
    headers.forEach((name, text) -> outgoing.headers().add(name, text.getBytes(UTF_8)));
    try {
      producer.send(outgoing).get();
    } catch (ExecutionException e) {
      throw new AssertionError("Kafka didn't take the record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Publishes a record without waiting; a key's records keep their order. */
  public void publishLater(String topic, String key, Map<String, String> headers, String value) {
    var outgoing = new ProducerRecord<>(topic, key, value);
    headers.forEach((name, text) -> outgoing.headers().add(name, text.getBytes(UTF_8)));
    producer.send(
        outgoing,
        (metadata, failure) -> {
          if (failure != null) {
            throw new IllegalStateException("Kafka didn't take a record", failure);
          }
        });
  }

  /** Waits until everything that was published later is acknowledged. */
  public void flush() {
    producer.flush();
  }

  /** Everything in a topic from its beginning to its present end, each partition in order. */
  public List<TopicRecord> readAll(String topic) {
    var records = new ArrayList<TopicRecord>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 50),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(each -> records.add(TopicRecord.of(each)));
      }
    }
    return records;
  }

  /** The first record, past or to come, that satisfies a condition. */
  public TopicRecord awaitRecord(String topic, Predicate<TopicRecord> condition) {
    return await("a record in " + topic)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(
            () -> readAll(topic).stream().filter(condition).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
