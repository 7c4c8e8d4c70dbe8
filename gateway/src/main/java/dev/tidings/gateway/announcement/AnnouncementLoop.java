package dev.tidings.gateway.announcement;

import dev.tidings.gateway.instance.GatewayInstance;
import dev.tidings.gateway.session.SessionRegistry;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** The one thread that sends announcements and leases. */
@Singleton
public final class AnnouncementLoop {

  private static final Logger LOG = Logger.getLogger(AnnouncementLoop.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  /** Those who connect together are announced together. */
  private static final int LINGER_MS = 10;

  /** How often is looked whether a rush is over. */
  private static final long LOOK_NANOS = 20_000_000;

  private final Map<String, Object> kafka;
  private final ConnectionAnnouncer announcer;
  private final SessionRegistry sessions;
  private final GatewayInstance gateway;
  private final long everyNanos;
  private final long leaseNanos;
  private final Thread thread =
      Thread.ofPlatform().name("announcements").daemon().unstarted(this::run);

  /** What has come and waits for the end of a rush; only the thread's own. */
  private final Queue<Supplier<CloudEvent>> held = new ArrayDeque<>();

  private volatile boolean stopping;
  private volatile long leaseStored = System.nanoTime();
  private volatile boolean lapsed;
  private volatile boolean leaseUnderWay;

  AnnouncementLoop(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      ConnectionAnnouncer announcer,
      SessionRegistry sessions,
      GatewayInstance gateway,
      LeaseConfig config) {
    this.kafka = kafka;
    this.announcer = announcer;
    this.sessions = sessions;
    this.gateway = gateway;
    this.everyNanos = config.every().toNanos();
    this.leaseNanos = config.duration().toNanos();
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join(STOP_TIMEOUT);
  }

  private void run() {
    var producer = producer();
    try {
      long nextLease = System.nanoTime();
      var rush = new Rush(nextLease);
      while (!stopping) {
        long wait = nextLease - System.nanoTime();
        if (wait <= 0) {
          lease(producer);
          nextLease = System.nanoTime() + everyNanos;
        } else {
          Supplier<CloudEvent> event =
              announcer
                  .waiting()
                  .poll(held.isEmpty() ? wait : Math.min(wait, LOOK_NANOS), TimeUnit.NANOSECONDS);
          if (event != null) {
            rush.came(System.nanoTime());
            held.add(event);
          }
        }
        if (!held.isEmpty() && rush.isOver(System.nanoTime())) {
          sendHeld(producer);
        }
        if (lapsed) {
          lapsed = false;
          sessions.all().forEach(session -> send(producer, announcer.openedEvent(session)));
        }
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("The announcements were interrupted to stop");
    } finally {
      farewell(producer);
    }
  }

  private void sendHeld(Producer<byte[], byte[]> producer) {
    for (Supplier<CloudEvent> event; (event = held.poll()) != null; ) {
      send(producer, event.get());
    }
  }

  /** Skipped while the last one has not arrived: late leases are of no use to anybody. */
  private void lease(Producer<byte[], byte[]> producer) {
    if (leaseUnderWay) {
      return;
    }
    leaseUnderWay = true;
    try {
      producer.send(
          CloudEventCodec.encode(AnnouncementTopic.NAME, gateway.id(), announcer.lease()),
          (metadata, failure) -> {
            long now = System.nanoTime();
            if (failure == null) {
              lapsed |= now - leaseStored > leaseNanos;
              leaseStored = now;
            }
            leaseUnderWay = false;
          });
    } catch (RetriableException e) {
      leaseUnderWay = false;
      LOG.warnf("The lease could not be sent: %s", e.getMessage());
    }
  }

  private void send(Producer<byte[], byte[]> producer, CloudEvent event) {
    while (!stopping) {
      try {
        producer.send(
            CloudEventCodec.encode(AnnouncementTopic.NAME, gateway.id(), event),
            (metadata, failure) -> {
              if (failure != null) {
                LOG.errorf("An announcement was lost, eventId=%s: %s", event.id(), failure);
              }
            });
        return;
      } catch (RetriableException e) {
        LOG.warnf("Announcements wait for Kafka: %s", e.getMessage());
      }
    }
  }

  private void farewell(Producer<byte[], byte[]> producer) {
    Thread.interrupted();
    try {
      announcer.waiting().drainTo(held);
      for (Supplier<CloudEvent> event; (event = held.poll()) != null; ) {
        producer.send(CloudEventCodec.encode(AnnouncementTopic.NAME, gateway.id(), event.get()));
      }
      producer.send(
          CloudEventCodec.encode(AnnouncementTopic.NAME, gateway.id(), announcer.stopped()));
    } catch (RetriableException e) {
      LOG.warnf("The stop could not be announced: %s", e.getMessage());
    } finally {
      producer.close(STOP_TIMEOUT.minusSeconds(1));
    }
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "announcements");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
