package dev.tidings.gateway.replicated;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Appends to the replicas' logs. Safe for use by several threads; connects at the first append. */
@Singleton
public final class ReplicatedWriter {

  private static final Logger LOG = Logger.getLogger(ReplicatedWriter.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Map<String, Object> settings;
  private final long timeoutMs;
  private Producer<byte[], byte[]> producer;
  private boolean closed;

  /** A writer to the broker of the settings. */
  public ReplicatedWriter(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, ReplicatedConfig config) {
    this.timeoutMs = config.appendTimeout().toMillis();
    this.settings = new HashMap<>(kafka);
    int timeout = Math.toIntExact(timeoutMs);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "replicated");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
  }

  /**
   * Appends and waits until every in-sync copy of the log has it. Blocks: not on an event loop.
   *
   * @throws ProblemException {@code unavailable} if that is not known in time; it may be stored
   */
  public void append(String topic, String key, CloudEvent event) {
    try {
      producer()
          .send(CloudEventCodec.encode(topic, key, event))
          .get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warnf("Not appended, topicName=%s eventId=%s: %s", topic, event.id(), e.getMessage());
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static ProblemException unavailable() {
    return new ProblemException(
            CommonProblem.UNAVAILABLE, "The gateways' log does not answer right now.")
        .retryAfter(RETRY_AFTER);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw unavailable();
    }
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** Ends the connection to Kafka. */
  @PreDestroy
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
