package dev.tidings.analytics.warehouse;

import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.HitCodec;
import dev.tidings.analytics.hit.HitRecord;
import dev.tidings.analytics.hit.HitTopics;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.inbox.DeadLetters;
import dev.tidings.platform.inbox.InboxConfig;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.inbox.StoreRetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes what a poll brought to the database, in one transaction. A batch that the database refuses
 * for its content is halved until the poison is alone and can be put aside, so that it holds
 * nothing else up.
 */
@Singleton
final class HitConsumer {

  private static final Logger LOG = Logger.getLogger(HitConsumer.class);

  private final HitStore store;
  private final DayPartitions partitions;
  private final StoreRetry retry;
  private final DeadLetters deadLetters;
  private final InboxConfig config;
  private final Counter stored;
  private final Counter deadLettered;

  HitConsumer(
      HitStore store,
      DayPartitions partitions,
      DeadLetters deadLetters,
      InboxConfig config,
      MeterRegistry metrics) {
    this.store = store;
    this.partitions = partitions;
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

  /**
   * Settles records: when it returns, each is stored or put aside, and never comes again.
   *
   * @param topicId of the topic that they are from
   * @param records in the order of their offsets within each partition
   * @throws org.apache.kafka.common.KafkaException if a record had to be put aside and could not be
   */
  void consume(String topicId, Iterable<ConsumerRecord<byte[], byte[]>> records) {
    LocalDate oldest = partitions.oldest();
    var deliveries = new ArrayList<Delivery>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      HitRecord content = null;
      try {
        content = HitCodec.decode(event(record));
        if (content instanceof Hit hit
            && LocalDate.ofInstant(hit.occurredAt(), ZoneOffset.UTC).isBefore(oldest)) {
          throw new PoisonEventException("the hit is older than anything that is kept", null);
        }
      } catch (PoisonEventException e) {
        content = null;
        putAside(record, e.getMessage());
      }
      deliveries.add(new Delivery(record, content));
    }
    store(topicId, deliveries);
  }

  private CloudEvent event(ConsumerRecord<byte[], byte[]> record) {
    return switch (CloudEventCodec.decode(record, config.maxEventBytes())) {
      case DecodedEvent.Valid(CloudEvent event) -> event;
      case DecodedEvent.Invalid(String reason) -> throw new PoisonEventException(reason, null);
    };
  }

  private void store(String topicId, List<Delivery> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      stored.increment(tryToStore(topicId, batch));
    } catch (HitStoreException e) {
      if (batch.size() == 1) {
        Delivery poison = batch.getFirst();
        LOG.errorf(e, "The record at %d/%d is a dead letter", partition(poison), offset(poison));
        putAside(poison.record(), e.reason());
        tryToStore(topicId, List.of(poison.settled()));
      } else {
        store(topicId, batch.subList(0, batch.size() / 2));
        store(topicId, batch.subList(batch.size() / 2, batch.size()));
      }
    }
  }

  private int tryToStore(String topicId, List<Delivery> batch) {
    try {
      return retry.call(() -> store.store(topicId, batch), Integer.class);
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

  private static int partition(Delivery delivery) {
    return delivery.record().partition();
  }

  private static long offset(Delivery delivery) {
    return delivery.record().offset();
  }
}
