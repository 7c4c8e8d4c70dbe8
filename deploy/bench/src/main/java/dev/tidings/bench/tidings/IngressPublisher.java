package dev.tidings.bench.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.bench.server.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes CloudEvents to the ingress topic, as an internal service does. */
final class IngressPublisher implements Publisher {

  private static final String TOPIC = "events.ingress.v1";
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
  private static final byte[] VERSION = "1.0".getBytes(UTF_8);
  private static final byte[] SOURCE = "/bench".getBytes(UTF_8);
  private static final byte[] TYPE = "BENCH".getBytes(UTF_8);

  private final String workspace;
  private final byte[] workspaceBytes;
  private final KafkaProducer<String, byte[]> producer;
  private final String ids = UUID.randomUUID() + "-";
  private final AtomicLong failures = new AtomicLong();
  private long count;

  IngressPublisher(String bootstrapServers, String workspace) {
    this.workspace = workspace;
    this.workspaceBytes = workspace.getBytes(UTF_8);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    // The first record would otherwise wait for the topic's partitions.
    producer.partitionsFor(TOPIC);
  }

  @Override
  public void publish(String channel, byte[] payload) {
    String name = TidingsConversation.channel(channel);
    var event = new ProducerRecord<>(TOPIC, workspace + "/" + name, quoted(payload));
    Headers headers = event.headers();
    headers.add("ce_specversion", VERSION);
    headers.add("ce_id", (ids + count++).getBytes(UTF_8));
    headers.add("ce_source", SOURCE);
    headers.add("ce_type", TYPE);
    headers.add("ce_workspaceid", workspaceBytes);
    headers.add("ce_channel", name.getBytes(UTF_8));
    headers.add("ce_time", time().getBytes(UTF_8));
    producer.send(
        event,
        (metadata, failure) -> {
          if (failure != null) {
            failures.incrementAndGet();
          }
        });
  }

  /** A JSON string; the payload has nothing that needs to be escaped. */
  private static byte[] quoted(byte[] payload) {
    byte[] json = new byte[payload.length + 2];
    json[0] = '"';
    System.arraycopy(payload, 0, json, 1, payload.length);
    json[json.length - 1] = '"';
    return json;
  }

  private static String time() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  @Override
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    producer.close(CLOSE_PATIENCE);
  }
}
