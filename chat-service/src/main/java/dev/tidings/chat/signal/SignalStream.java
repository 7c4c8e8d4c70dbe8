package dev.tidings.chat.signal;

import dev.tidings.chat.stream.ChatEvent;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Sends signals and does not wait for them. One that Kafka has not got within two seconds is given
 * up: it would be old news. Safe for use by several threads.
 */
@ApplicationScoped
public class SignalStream {

  private static final Logger LOG = Logger.getLogger(SignalStream.class);
  private static final String SOURCE = "/chat-service";

  private final Producer<byte[], byte[]> producer;
  private final EventIds ids;

  SignalStream(@Identifier("default-kafka-broker") Map<String, Object> kafka, EventIds ids) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "1");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "chat-signals");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.ids = ids;
  }

  /** Sends a signal on a room's channel. */
  public void send(String topic, String workspace, UUID roomId, Instant time, ChatEvent signal) {
    var event =
        new CloudEvent(
            ids.next(),
            SOURCE,
            signal.type(),
            time,
            signal.subject(),
            workspace,
            Channel.of("room", roomId.toString()),
            signal.extensions(),
            Json.bytes(signal.data()));
    try {
      producer.send(
          CloudEventCodec.encode(topic, event),
          (_, failure) -> {
            if (failure != null) {
              LOG.debugf(failure, "A signal was given up, eventType=%s", event.type());
            }
          });
    } catch (KafkaException e) {
      LOG.debugf(e, "A signal was given up, eventType=%s", event.type());
    }
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
