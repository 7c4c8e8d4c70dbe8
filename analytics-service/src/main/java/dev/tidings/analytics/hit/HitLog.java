package dev.tidings.analytics.hit;

import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Where accepted hits are kept from the moment they are acknowledged: the topic of the hits. */
@ApplicationScoped
public class HitLog {

  private static final Logger LOG = Logger.getLogger(HitLog.class);

  /** Long enough for a broker to fail over, short enough for a visitor's page to wait. */
  private static final int GIVE_UP_AFTER_MS = 10_000;

  private final Producer<byte[], byte[]> producer;

  HitLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "hit-log");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, GIVE_UP_AFTER_MS / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_AFTER_MS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_AFTER_MS / 2);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Appends a record and returns when Kafka has it on all its replicas. Records of concurrent
   * callers travel together.
   *
   * @throws ProblemException {@code unavailable} if Kafka did not confirm in time; the record may
   *     still be counted
   */
  public void append(HitRecord entry) {
    append(List.of(entry));
  }

  /**
   * Appends records and returns when Kafka has all of them.
   *
   * @throws ProblemException {@code unavailable} if Kafka did not confirm all of them in time; some
   *     or all may still be counted
   */
  public void append(List<? extends HitRecord> entries) {
    try {
      var confirmations = new ArrayList<Future<RecordMetadata>>(entries.size());
      for (HitRecord entry : entries) {
        confirmations.add(
            producer.send(
                CloudEventCodec.encode(HitTopics.HITS, key(entry), HitCodec.encode(entry))));
      }
      for (Future<RecordMetadata> confirmation : confirmations) {
        confirmation.get();
      }
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    } catch (KafkaException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static String key(HitRecord entry) {
    String within =
        switch (entry) {
          case Hit hit -> hit.visitor();
          case TurnedAway away -> "turned-away";
        };
    return entry.workspace() + "/" + entry.site() + "/" + within;
  }

  private static ProblemException unavailable(Throwable cause) {
    LOG.warnf("A hit could not be appended: %s", cause.toString());
    return new ProblemException(CommonProblem.UNAVAILABLE, "The hit could not be kept.")
        .retryAfter(Duration.ofSeconds(5));
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
