package dev.tidings.platform.inbox;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes a record to its effect: decodes it, handles it once together with the inbox entry in one
 * transaction, tries again if that fails, and puts it aside if it keeps failing. When {@link
 * #consume} returns, the record is settled and its offset may be committed.
 *
 * <p>Call it from an ordered, blocking consumer ({@code @Blocking(ordered = true)}); records of one
 * partition are then handled in order.
 */
@ApplicationScoped
public class EventConsumer {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class);

  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final InboxConfig config;
  private final MeterRegistry metrics;
  private final StoreRetry retry;

  EventConsumer(Inbox inbox, DeadLetters deadLetters, InboxConfig config, MeterRegistry metrics) {
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.config = config;
    this.metrics = metrics;
    this.retry = new StoreRetry(config, PoisonEventException.class::isInstance);
  }

  /**
   * Handles a record.
   *
   * @param consumer the name under which handled events are remembered and dead letters are put
   * @param handler the effect; called again if it fails
   * @throws org.apache.kafka.common.KafkaException if the record had to be put aside and could not
   *     be
   */
  public void consume(
      String consumer, ConsumerRecord<byte[], byte[]> record, EventHandler handler) {
    switch (CloudEventCodec.decode(record, config.maxEventBytes())) {
      case DecodedEvent.Invalid(String reason) -> putAside(consumer, record, reason);
      case DecodedEvent.Valid(CloudEvent event) -> handle(consumer, record, event, handler);
    }
  }

  private void handle(
      String consumer,
      ConsumerRecord<byte[], byte[]> record,
      CloudEvent event,
      EventHandler handler) {
    Callable<Void> once =
        () -> {
          QuarkusTransaction.requiringNew()
              .run(
                  () -> {
                    if (inbox.isFirst(consumer, event.id())) {
                      handler.handle(event);
                    }
                  });
          return null;
        };
    try {
      retry.call(once, Void.class);
      metrics.counter("tidings.inbox.handled", "consumer", consumer).increment();
    } catch (Exception e) {
      LOG.errorf(e, "Event %s of type %s is a dead letter", event.id(), event.type());
      putAside(consumer, record, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private void putAside(String consumer, ConsumerRecord<byte[], byte[]> record, String reason) {
    deadLetters.publish(consumer, record, reason);
    metrics.counter("tidings.inbox.dead.lettered", "consumer", consumer).increment();
  }
}
