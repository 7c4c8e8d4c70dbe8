package dev.tidings.platform.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.testkit.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Watches topics from the moment of its creation, and publishes to them, with a plain Kafka client.
 * For use by one thread.
 */
public final class TopicProbe implements AutoCloseable {

  private final String bootstrap;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

  private TopicProbe(String bootstrap, KafkaConsumer<byte[], byte[]> consumer) {
    this.bootstrap = bootstrap;
    this.consumer = consumer;
  }

  /** A probe that sees every record of the topics from now on; the topics must exist. */
  public static TopicProbe of(String bootstrap, String... topics) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrap, "allow.auto.create.topics", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions = new ArrayList<TopicPartition>();
    for (String topic : topics) {
      Patience.await("topic " + topic).until(() -> !consumer.partitionsFor(topic).isEmpty());
      consumer
          .partitionsFor(topic)
          .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return new TopicProbe(bootstrap, consumer);
  }

  /** Waits for the first record that satisfies the condition, also among those already seen. */
  public ConsumerRecord<byte[], byte[]> await(
      String what, Predicate<ConsumerRecord<byte[], byte[]>> condition) {
    return Patience.await(what)
        .until(
            () -> records().stream().filter(condition).findFirst().orElse(null),
            record -> record != null);
  }

  /** Waits for the first event of a type on a channel of a workspace. */
  public CloudEvent awaitEvent(String workspace, String channel, String type) {
    return events(
            await(
                type + " on " + channel + " of " + workspace,
                record ->
                    events(record).stream()
                        .anyMatch(
                            event ->
                                event.workspace().equals(workspace)
                                    && event.channel().value().equals(channel)
                                    && event.type().equals(type))))
        .getFirst();
  }

  /** Everything seen so far, in the order of arrival; polls once. */
  public List<ConsumerRecord<byte[], byte[]>> records() {
    consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    return List.copyOf(seen);
  }

  /** The well-formed events of a workspace seen so far; polls once. */
  public List<CloudEvent> events(String workspace) {
    return records().stream()
        .flatMap(record -> events(record).stream())
        .filter(event -> event.workspace().equals(workspace))
        .toList();
  }

  /** Publishes an event and waits until Kafka has it. */
  public void publish(String topic, CloudEvent event) {
    publish(CloudEventCodec.encode(topic, event));
  }

  /** Publishes a record of the given headers as an example file states them. */
  public void publish(String topic, String key, Map<String, String> headers, byte[] value) {
    var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    publish(record);
  }

  /** Publishes any record, well-formed or not, and waits until Kafka has it. */
  public void publish(ProducerRecord<byte[], byte[]> record) {
    var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrap));
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<CloudEvent> events(ConsumerRecord<byte[], byte[]> record) {
    return CloudEventCodec.decode(record, Integer.MAX_VALUE) instanceof DecodedEvent.Valid valid
        ? List.of(valid.event())
        : List.of();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
