package dev.tidings.gateway.fanout;

import dev.tidings.gateway.protocol.FrameEncoder;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.Subscriber;
import dev.tidings.gateway.subscription.SubscriptionTable;
import dev.tidings.platform.event.CloudEvent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Hands one record to the subscribers of its channel. Used by the fan-out thread only. */
@Singleton
final class EventDispatcher {

  private static final Logger LOG = Logger.getLogger(EventDispatcher.class);

  private final SubscriptionTable table;
  private final LogPositions positions;
  private final Intake intake;
  private final List<EventMemory> memories;
  private final List<EventObserver> observers;
  private final FanoutMetrics metrics;
  private final DuplicateWindow duplicates;
  private final FrameEncoder encoder = new FrameEncoder();

  EventDispatcher(
      SubscriptionTable table,
      LogPositions positions,
      Intake intake,
      Instance<EventMemory> memories,
      Instance<EventObserver> observers,
      FanoutMetrics metrics,
      FanoutConfig config) {
    this.table = table;
    this.positions = positions;
    this.intake = intake;
    this.memories = memories.stream().toList();
    this.observers = observers.stream().toList();
    this.metrics = metrics;
    this.duplicates = new DuplicateWindow(config.duplicateWindow());
  }

  /** Handles the record, whatever it is; afterwards the positions cover it. */
  void dispatch(ConsumerRecord<byte[], byte[]> record) {
    switch (intake.examine(record)) {
      case Intake.Verdict.Refused(String reason) -> refuse(record, reason);
      case Intake.Verdict.Misplaced() -> {
        metrics.misplaced.increment();
        covered(record);
      }
      case Intake.Verdict.Taken(CloudEvent event, ChannelKey key) -> {
        if (duplicates.isNew(partition(record), event.id())) {
          deliver(record, key, event);
        } else {
          metrics.duplicates.increment();
          covered(record);
        }
      }
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record, ChannelKey key, CloudEvent event) {
    metrics.events.increment();
    table.exclusively(
        key,
        () -> {
          observers.forEach(observer -> observer.before(record.topic(), event));
          covered(record);
          Position position = positions.of(key);
          Collection<Subscriber> subscribers = table.of(key);
          byte[] frame = subscribers.isEmpty() ? null : encode(event, position);
          var origin =
              new EventMemory.Origin(
                  record.topic(), record.partition(), record.offset(), record.timestamp());
          memories.forEach(memory -> memory.add(origin, key, event, position, frame));
          if (frame != null) {
            subscribers.forEach(subscriber -> subscriber.deliver(frame));
            metrics.deliveries.increment(subscribers.size());
          }
          observers.forEach(observer -> observer.after(record.topic(), event));
        });
  }

  private byte[] encode(CloudEvent event, Position position) {
    return encoder.encode(
        new ServerFrame.Event(
            event.type(), event.channel(), event.data(), position, event.id(), event.time()));
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
    metrics.refused.increment();
    LOG.debugf(
        "Skipped a record, topicName=%s partition=%d offset=%d: %s",
        record.topic(), record.partition(), record.offset(), reason);
    covered(record);
  }

  private void covered(ConsumerRecord<byte[], byte[]> record) {
    positions.consumed(record.topic(), record.partition(), record.offset());
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
