package dev.tidings.platform.inbox;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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

  /**
   * SQL states of a database that is away, out of resources, or lost a race: not the event's fault.
   */
  private static final String TRANSIENT_STATES = "08|53|57|58|40";

  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final InboxConfig config;
  private final MeterRegistry metrics;
  private final Guard patient;
  private final Guard bounded;

  EventConsumer(Inbox inbox, DeadLetters deadLetters, InboxConfig config, MeterRegistry metrics) {
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.config = config;
    this.metrics = metrics;
    this.patient = retrying(-1, EventConsumer::isTransient);
    this.bounded =
        retrying(
            config.maxAttempts() - 1, e -> !isTransient(e) && !(e instanceof PoisonEventException));
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
      patient.call(() -> bounded.call(once, Void.class), Void.class);
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

  private Guard retrying(int maxRetries, Predicate<Throwable> when) {
    return Guard.create()
        .withRetry()
        .maxRetries(maxRetries)
        .delay(config.retryDelay().toMillis(), ChronoUnit.MILLIS)
        .maxDuration(Long.MAX_VALUE, ChronoUnit.NANOS)
        .whenException(when)
        .withExponentialBackoff()
        .maxDelay(config.maxRetryDelay().toMillis(), ChronoUnit.MILLIS)
        .done()
        .done()
        .build();
  }

  private static boolean isTransient(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof SQLException sql
              && sql.getSQLState() != null
              && sql.getSQLState().matches("(" + TRANSIENT_STATES + ").*")) {
        return true;
      }
    }
    return false;
  }
}
