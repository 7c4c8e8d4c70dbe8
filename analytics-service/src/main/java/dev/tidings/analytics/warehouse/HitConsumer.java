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
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes what was read to the database, a batch in one transaction. A batch that the database
 * refuses for its content is halved until the poison is alone and can be put aside, so that it
 * holds nothing else up.
 */
@Singleton
final class HitConsumer {

  private static final Logger LOG = Logger.getLogger(HitConsumer.class);

  private final HitStore store;
  private final DayPartitions partitions;
  private final StoreRetry retry;
  private final DeadLetters deadLetters;
  private final HitLookup lookup;
  private final InboxConfig config;
  private final Counter stored;
  private final Counter deadLettered;

  HitConsumer(
      HitStore store,
      DayPartitions partitions,
      DeadLetters deadLetters,
      HitLookup lookup,
      InboxConfig config,
      MeterRegistry metrics) {
    this.store = store;
    this.partitions = partitions;
    this.retry =
        new StoreRetry(
            config, e -> e instanceof TakenBackException || HitStoreException.isOfTheContent(e));
    this.deadLetters = deadLetters;
    this.lookup = lookup;
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
   * Reads a record; one that is none of ours is put aside.
   *
   * @param from where the reader was before
   * @throws org.apache.kafka.common.KafkaException if it had to be put aside and could not be
   */
  Delivery read(ConsumerRecord<byte[], byte[]> record, long from) {
    HitRecord content = null;
    try {
      content = content(record);
    } catch (PoisonEventException e) {
      putAside(record, e.getMessage());
    }
    return new Delivery(record.partition(), record.offset(), from, content);
  }

  private HitRecord content(ConsumerRecord<byte[], byte[]> record) {
    HitRecord content = HitCodec.decode(event(record));
    if (content instanceof Hit hit && hit.occurredAt().isBefore(partitions.oldest())) {
      throw new PoisonEventException("the hit is older than anything that is kept", null);
    }
    return content;
  }

  private CloudEvent event(ConsumerRecord<byte[], byte[]> record) {
    return switch (CloudEventCodec.decode(record, config.maxEventBytes())) {
      case DecodedEvent.Valid(CloudEvent event) -> event;
      case DecodedEvent.Invalid(String reason) -> throw new PoisonEventException(reason, null);
    };
  }

  /**
   * Settles a batch: when it returns, all of it is stored or put aside, and never comes again.
   *
   * @param topicId of the topic that they are from
   * @param batch in the order of the offsets within each partition
   * @throws TakenBackException if what comes before is stored no more
   * @throws org.apache.kafka.common.KafkaException if a record had to be put aside and could not be
   */
  void store(String topicId, List<Delivery> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      stored.increment(tryToStore(topicId, batch));
    } catch (HitStoreException e) {
      if (batch.size() == 1) {
        Delivery poison = batch.getFirst();
        LOG.errorf(e, "The record at %d/%d is a dead letter", poison.partition(), poison.offset());
        lookup
            .find(poison.partition(), poison.offset())
            .ifPresent(record -> putAside(record, e.reason()));
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
    } catch (HitStoreException | TakenBackException e) {
      throw e;
    } catch (Exception e) {
      throw new HitStoreException(e);
    }
  }

  private void putAside(ConsumerRecord<byte[], byte[]> record, String reason) {
    deadLetters.publish(HitTopics.CONSUMER, record, reason);
    deadLettered.increment();
  }
}
