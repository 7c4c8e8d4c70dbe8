package dev.tidings.gateway.debug;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.topic.TopicSpec;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** The way of a wish to all gateways. */
@Singleton
public class DebugTopic {

  static final String NAME = "gateway.debug.v1";
  static final String TYPE = "DEBUG_SWITCHED";

  /** A wish is good for at most this long, so older records say nothing. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Logger LOG = Logger.getLogger(DebugTopic.class);
  private static final int TIMEOUT_MS = 5_000;

  private final Map<String, Object> kafka;
  private final EventIds ids;
  private final Clock clock;
  private Producer<byte[], byte[]> producer;

  DebugTopic(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, EventIds ids, Clock clock) {
    this.kafka = kafka;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A record's value.
   *
   * @param until when looking ends; null for now
   */
  @RegisterForReflection
  record Wish(Instant until) {}

  /** Tells all gateways, this one too; returns when Kafka has it. */
  void tell(DebugTarget target, Instant until) {
    var event =
        new CloudEvent(
            ids.next(),
            "/gateway",
            TYPE,
            clock.instant(),
            null,
            target.workspace(),
            target.channel(),
            Map.of(),
            Json.bytes(new Wish(until)));
    try {
      producer().send(CloudEventCodec.encode(NAME, event)).get();
    } catch (ExecutionException | KafkaException e) {
      LOG.warnf("A debug wish could not be stored: %s", e.getMessage());
      throw new ProblemException(
          CommonProblem.UNAVAILABLE, "The gateways could not be told. Try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(CommonProblem.UNAVAILABLE, "The gateway is stopping.");
    }
  }

  /** Made when it is first needed, which in most gateways is never. */
  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, "debug-switch");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MS);
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }

  @Produces
  @Singleton
  @Named("debug")
  TopicSpec spec() {
    return new TopicSpec(NAME, 1, LONGEST, TopicSpec.Cleanup.DELETE);
  }
}
