package dev.tidings.gateway.debug;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** Reads every wish, from the oldest that is kept on. */
@Singleton
public final class DebugTopicLoop {

  private static final Logger LOG = Logger.getLogger(DebugTopicLoop.class);
  private static final TopicPartition PARTITION = new TopicPartition(DebugTopic.NAME, 0);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 4_096;

  private final Map<String, Object> kafka;
  private final DebugSwitch debugSwitch;
  private final Thread thread =
      Thread.ofPlatform().name("debug-switch").daemon().unstarted(this::run);
  private volatile Consumer<byte[], byte[]> current;
  private final CountDownLatch stopping = new CountDownLatch(1);

  DebugTopicLoop(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, DebugSwitch debugSwitch) {
    this.kafka = kafka;
    this.debugSwitch = debugSwitch;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(STOP_TIMEOUT);
  }

  private boolean isWanted() {
    return stopping.getCount() > 0 && !Thread.currentThread().isInterrupted();
  }

  private void run() {
    while (isWanted()) {
      try (var consumer = consumer()) {
        current = consumer;
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        while (isWanted()) {
          consumer.poll(POLL).forEach(this::apply);
        }
      } catch (WakeupException e) {
        LOG.debug("The debug switch was woken to stop");
      } catch (RuntimeException e) {
        LOG.warnf("Debug wishes cannot be read at the moment: %s", e.getMessage());
        pause();
      }
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    if (CloudEventCodec.decode(record, MAX_BYTES) instanceof DecodedEvent.Valid(CloudEvent event)
        && event.type().equals(DebugTopic.TYPE)) {
      DebugTarget target = DebugTarget.of(event.workspace(), event.channel());
      try {
        if (target != null) {
          debugSwitch.set(
              target, Json.mapper().readValue(event.data(), DebugTopic.Wish.class).until());
        }
      } catch (IOException e) {
        LOG.warnf("A debug wish cannot be read, eventId=%s", event.id());
      }
    }
  }

  private void pause() {
    try {
      stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "debug-switch");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
