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
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads {@code events.ingress.v1} as a group and takes care of what the fan-out skips: puts aside
 * what is invalid, and moves what is not in its channel's partition. An offset is committed after
 * its dead letter or its copy is stored, so either may come twice and is never missing; a copy that
 * comes twice is dropped by its id.
 */
@Singleton
public final class IngressQuarantine {

  private static final Logger LOG = Logger.getLogger(IngressQuarantine.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Hardly a record concerns it and none is urgent, so it asks seldom and for much at once, after
   * the fan-out has looked at the same.
   */
  private static final int FETCH_BYTES = 1 << 20;

  private static final int FETCH_WAIT_MS = 200;

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
    var records = consumer.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!findings.isGood(record.partition(), record.offset())) {
        examine(record);
      }
    }
    mover.await();
    if (!records.isEmpty()) {
      consumer.commitSync();
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
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
