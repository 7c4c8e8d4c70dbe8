package dev.tidings.analytics.hit;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.inbox.DeadLetters;
import dev.tidings.platform.inbox.InboxConfig;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.inbox.StoreRetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes hits from Kafka to the database, a poll's worth in one transaction. A batch that the
 * database refuses for its content is halved until the poison is alone and can be put aside, so
 * that it holds nothing else up.
 *
 * <p>One batch at a time, in order; offsets are committed after the transaction.
 */
@ApplicationScoped
public class HitConsumer {

  private static final Logger LOG = Logger.getLogger(HitConsumer.class);

  private final HitStore store;
  private final StoreRetry retry;
  private final DeadLetters deadLetters;
  private final InboxConfig config;
  private final Counter stored;
  private final Counter deadLettered;

  HitConsumer(HitStore store, DeadLetters deadLetters, InboxConfig config, MeterRegistry metrics) {
    this.store = store;
    this.retry = new StoreRetry(config, HitStoreException::isOfTheContent);
    this.deadLetters = deadLetters;
    this.config = config;
    this.stored =
        Counter.builder("tidings.analytics.hits.stored")
            .description("Hits that are in the database, redelivered ones not counted again")
            .register(metrics);
    this.deadLettered =
        Counter.builder("tidings.analytics.hits.dead.lettered")
            .description("Records of the hit topic that were put aside")
            .register(metrics);
  }

  @Incoming("hits")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    var received = new ArrayList<Received>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        received.add(new Received(record, HitCodec.decode(event(record))));
      } catch (PoisonEventException e) {
        putAside(record, e.getMessage());
      }
    }
    store(received);
  }

  private CloudEvent event(ConsumerRecord<byte[], byte[]> record) {
    return switch (CloudEventCodec.decode(record, config.maxEventBytes())) {
      case DecodedEvent.Valid(CloudEvent event) -> event;
      case DecodedEvent.Invalid(String reason) -> throw new PoisonEventException(reason, null);
    };
  }

  private void store(List<Received> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      stored.increment(tryToStore(batch.stream().map(Received::hit).toList()));
    } catch (HitStoreException e) {
      if (batch.size() == 1) {
        LOG.errorf(e, "Hit %s is a dead letter", batch.getFirst().hit.id());
        putAside(batch.getFirst().record, e.reason());
      } else {
        store(batch.subList(0, batch.size() / 2));
        store(batch.subList(batch.size() / 2, batch.size()));
      }
    }
  }

  private int tryToStore(List<HitRecord> hits) {
    try {
      return retry.call(() -> store.store(hits), Integer.class);
    } catch (HitStoreException e) {
      throw e;
    } catch (Exception e) {
      throw new HitStoreException(e);
    }
  }

  private void putAside(ConsumerRecord<byte[], byte[]> record, String reason) {
    deadLetters.publish(HitTopics.CONSUMER, record, reason);
    deadLettered.increment();
  }

  private record Received(ConsumerRecord<byte[], byte[]> record, HitRecord hit) {}
}
