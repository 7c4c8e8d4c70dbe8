package dev.tidings.gateway.upstream.ingress;

import dev.tidings.gateway.fanout.FanoutConfig;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.inbox.DeadLetters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes care, as a group, of what the fan-out skips in {@code events.ingress.v1}: puts aside what
 * is invalid, and moves what is not in its channel's partition. What this replica's fan-out has
 * found good is passed over unread. An offset is committed after its dead letter or its copy is
 * stored, so either may come twice and is never missing; a copy that comes twice is dropped by its
 * id.
 */
@Singleton
public final class IngressQuarantine {

  private static final Logger LOG = Logger.getLogger(IngressQuarantine.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** What was passed over is committed that often; more of it is harmless. */
  private static final long COMMIT_NANOS = 1_000_000_000;

  private final Map<String, Object> kafka;
  private final IngressConfig config;
  private final IngressAdmission admission;
  private final IngressFindings findings;
  private final DeadLetters deadLetters;
  private final IngressMover mover;
  private final int maxEventBytes;
  private final Counter refused;
  private final Thread thread =
      Thread.ofPlatform().name("ingress-quarantine").daemon().unstarted(this::run);
  private volatile Consumer<byte[], byte[]> current;
  private volatile boolean stopping;
  private boolean passedOver;
  private long committed = System.nanoTime();

  IngressQuarantine(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      IngressConfig config,
      IngressAdmission admission,
      IngressFindings findings,
      DeadLetters deadLetters,
      IngressMover mover,
      FanoutConfig fanout,
      MeterRegistry metrics) {
    this.kafka = kafka;
    this.config = config;
    this.admission = admission;
    this.findings = findings;
    this.deadLetters = deadLetters;
    this.mover = mover;
    this.maxEventBytes = fanout.maxEventBytes();
    this.refused = metrics.counter("tidings.gateway.ingress.refused");
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(STOP_TIMEOUT);
  }

  private void run() {
    while (!stopping) {
      try (var consumer = consumer()) {
        current = consumer;
        consumer.subscribe(List.of(IngressTopics.TOPIC));
        while (!stopping) {
          pass(consumer);
        }
      } catch (WakeupException e) {
        LOG.debug("The ingress quarantine was woken to stop");
      } catch (RuntimeException e) {
        LOG.error("The ingress quarantine failed and goes on where it committed", e);
        pause();
      }
    }
  }

  private void pass(Consumer<byte[], byte[]> consumer) {
    for (TopicPartition partition : consumer.assignment()) {
      passOver(partition, consumer);
    }
    var records = consumer.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      examine(record);
    }
    mover.await();
    if (!records.isEmpty() || passedOver && System.nanoTime() - committed > COMMIT_NANOS) {
      consumer.commitSync();
      passedOver = false;
      committed = System.nanoTime();
    }
  }

  /** A partition is read only where the fan-out has found something bad, or knows nothing. */
  private void passOver(TopicPartition partition, Consumer<byte[], byte[]> consumer) {
    long position = consumer.position(partition);
    long good = findings.goodUntil(partition.partition(), position);
    if (good > position) {
      consumer.seek(partition, good);
      passedOver = true;
    }
    if (findings.isExaminedUpTo(partition.partition(), good)) {
      consumer.pause(List.of(partition));
    } else {
      consumer.resume(List.of(partition));
    }
  }

  private void examine(ConsumerRecord<byte[], byte[]> record) {
    switch (CloudEventCodec.decode(record, maxEventBytes)) {
      case DecodedEvent.Invalid(String reason) -> putAside(record, reason);
      case DecodedEvent.Valid(CloudEvent event) -> {
        String refusal = admission.refusal(record.topic(), event);
        if (refusal == null) {
          mover.move(record, event);
        } else {
          putAside(record, refusal);
        }
      }
    }
  }

  private void putAside(ConsumerRecord<byte[], byte[]> record, String reason) {
    deadLetters.publish(IngressTopics.CONSUMER, record, reason);
    refused.increment();
    LOG.warnf(
        "Put a record aside, topicName=%s partition=%d offset=%d: %s",
        record.topic(), record.partition(), record.offset(), reason);
  }

  private void pause() {
    try {
      Thread.sleep(config.retryDelay());
    } catch (InterruptedException e) {
      LOG.debug("The ingress quarantine was interrupted to stop");
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingress-quarantine");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
