package dev.tidings.gateway.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.server.SharedServers;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events as services do. */
public final class Publisher implements AutoCloseable {

  private static final EventIds IDS = EventIds.uuidV7();

  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", SharedServers.get().kafkaBootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** An event with a new id. */
  public static CloudEvent event(String type, String workspace, String channel, String data) {
    return new CloudEvent(
        IDS.next(),
        "/test",
        type,
        Instant.now(),
        null,
        workspace,
        Channel.parse(channel),
        Map.of(),
        data.getBytes(UTF_8));
  }

  /** A membership change of a user. */
  public static CloudEvent member(String type, String workspace, String room, String user) {
    return new CloudEvent(
        IDS.next(),
        "/chat-service",
        type,
        Instant.now(),
        "user:" + user,
        workspace,
        Channel.of("room", room),
        Map.of(),
        "{}".getBytes(UTF_8));
  }

  /** Publishes and waits until it is stored; returns its id. */
  public String publish(String topic, CloudEvent event) {
    publish(CloudEventCodec.encode(topic, event));
    return event.id();
  }

  /** Publishes without waiting; order is kept. */
  public void publishLater(String topic, CloudEvent event) {
    producer.send(CloudEventCodec.encode(topic, event));
  }

  /** Publishes any record and waits until it is stored. */
  public RecordMetadata publish(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
