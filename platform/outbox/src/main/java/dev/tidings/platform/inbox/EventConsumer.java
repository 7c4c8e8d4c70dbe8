package dev.tidings.platform.inbox;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.trace.EventTrace;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes a record to its effect: decodes it, handles it once together with the inbox entry in one
 * transaction, tries again if that fails, and puts it aside if it keeps failing. When {@link
 * #consumeAll} returns, the record is settled and its offset may be committed.
 *
 * <p>Call it from an ordered, blocking consumer ({@code @Blocking(ordered = true)}); records of one
 * partition are then handled in order.
 */
@ApplicationScoped
public class EventConsumer {

  private static final Logger LOG = Logger.getLogger(EventConsumer.class);

  /** How long an end waits for what is being handled. */
  private static final Duration FINISHING = Duration.ofSeconds(5);

  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final InboxConfig config;
  private final MeterRegistry metrics;
  private final StoreRetry retry;

  /** Whoever handles records reads; the end writes, and never leaves. */
  private final ReadWriteLock handling = new ReentrantReadWriteLock();

  private volatile boolean ending;

  EventConsumer(Inbox inbox, DeadLetters deadLetters, InboxConfig config, MeterRegistry metrics) {
    this.inbox = inbox;
    this.deadLetters = deadLetters;
    this.config = config;
    this.metrics = metrics;
    this.retry = new StoreRetry(config, PoisonEventException.class::isInstance);
  }

  /**
   * Handles records in one transaction, or one by one if that fails. When it returns, all of them
   * are settled.
   *
   * @param consumer the name under which handled events are remembered and dead letters are put
   * @param records in the order in which they are to be handled
   * @throws org.apache.kafka.common.KafkaException if a record had to be put aside and could not be
   */
  public void consumeAll(
      String consumer, Iterable<ConsumerRecord<byte[], byte[]>> records, BatchHandler handler) {
    takeAll(consumer, records, events -> handle(consumer, events, handler));
  }

  /**
   * As {@link #consumeAll}, for an effect that depends on nothing but the present state, so that it
   * may be repeated: what was handled is not remembered, which would cost more than many an effect.
   */
  public void projectAll(
      String consumer, Iterable<ConsumerRecord<byte[], byte[]>> records, BatchHandler handler) {
    takeAll(
        consumer,
        records,
        events -> QuarkusTransaction.requiringNew().run(() -> handler.handle(events)));
  }

  /**
   * The process ends: what is being handled is finished, and nothing is begun any more. What
   * handlers need is closed next, and a failure for that reason must not pass for a record's own.
   */
  void end(@Observes ShutdownEvent event) throws InterruptedException {
    ending = true;
    if (!handling.writeLock().tryLock(FINISHING.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The process ends while records are being handled: they come again");
    }
  }

  private void takeAll(
      String consumer,
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      Consumer<List<ReceivedEvent>> effect) {
    try {
      handling.readLock().lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The process ends: the records come again", e);
    }
    try {
      take(consumer, records, effect);
    } finally {
      handling.readLock().unlock();
    }
  }

  private void take(
      String consumer,
      Iterable<ConsumerRecord<byte[], byte[]>> records,
      Consumer<List<ReceivedEvent>> effect) {
    var received = new ArrayList<ReceivedRecord>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      switch (CloudEventCodec.decode(record, config.maxEventBytes())) {
        case DecodedEvent.Invalid(String reason) -> putAside(consumer, record, reason);
        case DecodedEvent.Valid(CloudEvent event) ->
            received.add(new ReceivedRecord(record, new ReceivedEvent(event, record.partition())));
      }
    }
    Consumer<List<ReceivedEvent>> counted =
        events -> {
          EventTrace.handle(
              consumer,
              events.stream().map(ReceivedEvent::event).toList(),
              () -> effect.accept(events));
          metrics.counter("tidings.inbox.handled", "consumer", consumer).increment(events.size());
        };
    if (received.size() > 1) {
      try {
        counted.accept(received.stream().map(ReceivedRecord::event).toList());
        return;
      } catch (RuntimeException e) {
        LOG.debugf("A batch of %d events is handled one by one: %s", received.size(), e);
      }
    }
    for (ReceivedRecord each : received) {
      settle(consumer, each.record, () -> counted.accept(List.of(each.event)));
    }
  }

  private record ReceivedRecord(ConsumerRecord<byte[], byte[]> record, ReceivedEvent event) {}

  private void handle(String consumer, List<ReceivedEvent> events, BatchHandler handler) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Set<String> first =
                  inbox.firstOf(consumer, events.stream().map(e -> e.event().id()).toList());
              List<ReceivedEvent> fresh =
                  events.stream().filter(each -> first.remove(each.event().id())).toList();
              if (!fresh.isEmpty()) {
                handler.handle(fresh);
              }
            });
  }

  /** Tries until it is done or hopeless; then the record is a dead letter. */
  private void settle(String consumer, ConsumerRecord<byte[], byte[]> record, Runnable action) {
    try {
      retry.call(Executors.callable(action, null), Void.class);
    } catch (Exception e) {
      if (ending) {
        throw new IllegalStateException("The process ends: the record comes again", e);
      }
      LOG.errorf(
          e,
          "A record is a dead letter, topicName=%s partition=%d offset=%d",
          record.topic(),
          record.partition(),
          record.offset());
      putAside(consumer, record, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private void putAside(String consumer, ConsumerRecord<byte[], byte[]> record, String reason) {
    deadLetters.publish(consumer, record, reason);
    metrics.counter("tidings.inbox.dead.lettered", "consumer", consumer).increment();
  }
}
