package dev.tidings.gateway.fanout;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.access.DeliveryRule;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lanes;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.publication.Publication;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.SubscriptionTable;
import dev.tidings.gateway.telemetry.EventWatch;
import dev.tidings.gateway.telemetry.EventWatches;
import dev.tidings.platform.event.CloudEvent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Hands one record to the subscribers of its channel. Used by the fan-out thread only. */
@Singleton
final class EventDispatcher {

  private static final Logger LOG = Logger.getLogger(EventDispatcher.class);

  /** What clients publish to each other is given up first. */
  private static final DeliveryRule EPHEMERAL = new DeliveryRule(Delivery.DROP, Duration.ZERO);

  private final SubscriptionTable table;
  private final LogPositions positions;
  private final ChannelPolicy policy;
  private final Lanes lanes;
  private final Intake intake;
  private final List<EventMemory> memories;
  private final List<EventObserver> observers;
  private final List<RecordObserver> records;
  private final FanoutMetrics metrics;
  private final EventWatches watches;
  private final DuplicateWindow duplicates;

  EventDispatcher(
      SubscriptionTable table,
      LogPositions positions,
      ChannelPolicy policy,
      Lanes lanes,
      Intake intake,
      Instance<EventMemory> memories,
      Instance<EventObserver> observers,
      Instance<RecordObserver> records,
      FanoutMetrics metrics,
      EventWatches watches,
      FanoutConfig config) {
    this.table = table;
    this.positions = positions;
    this.policy = policy;
    this.lanes = lanes;
    this.intake = intake;
    this.memories = memories.stream().toList();
    this.observers = observers.stream().toList();
    this.records = records.stream().toList();
    this.metrics = metrics;
    this.watches = watches;
    this.duplicates = new DuplicateWindow(config.duplicateWindow());
  }

  /** Handles the record, whatever it is; afterwards the positions cover it. */
  void dispatch(ConsumerRecord<byte[], byte[]> record) {
    Intake.Verdict verdict = intake.examine(record);
    boolean good = verdict instanceof Intake.Verdict.Taken;
    for (RecordObserver observer : records) {
      observer.examined(record.topic(), record.partition(), record.offset(), good);
    }
    switch (verdict) {
      case Intake.Verdict.Refused(String reason) -> refuse(record, reason);
      case Intake.Verdict.Misplaced() -> {
        metrics.misplaced.increment();
        covered(record);
      }
      case Intake.Verdict.Taken(CloudEvent event, ChannelKey key) -> {
        if (duplicates.isNew(partition(record), event.workspace(), event.id())) {
          deliver(record, key, event);
        } else {
          metrics.duplicates.increment();
          covered(record);
        }
      }
    }
  }

  /** Has handed out what was dispatched. */
  void handOut() {
    lanes.wake();
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record, ChannelKey key, CloudEvent event) {
    metrics.events.increment();
    EventWatch watch =
        watches.begin(
            record.topic(), record.partition(), record.offset(), record.timestamp(), event);
    lanes.awaitRoom();
    table.exclusively(
        key,
        () -> {
          observers.forEach(observer -> observer.before(record.topic(), event));
          covered(record);
          boolean ofClient = record.topic().equals(Publication.CLIENT_EVENTS);
          Position position = positions.of(key);
          DeliveryRule rule = ofClient ? EPHEMERAL : policy.delivery(event.channel().namespace());
          Frame[] made = new Frame[1];
          int subscribers =
              table.deliver(key, rule, () -> made[0] = frame(event, position, ofClient, rule));
          if (!ofClient) {
            remember(record, key, event, position, made[0]);
          }
          if (subscribers > 0) {
            metrics.deliveries.increment(subscribers);
          }
          if (watch != null) {
            table.eachLane(key, watch::handedTo);
            watch.handedOut(subscribers);
          }
          observers.forEach(observer -> observer.after(record.topic(), event));
        });
  }

  private void remember(
      ConsumerRecord<byte[], byte[]> record,
      ChannelKey key,
      CloudEvent event,
      Position position,
      Frame frame) {
    var origin =
        new EventMemory.Origin(
            record.topic(), record.partition(), record.offset(), record.timestamp());
    memories.forEach(memory -> memory.add(origin, key, event, position, frame));
  }

  private static Frame frame(
      CloudEvent event, Position position, boolean ofClient, DeliveryRule rule) {
    return Frame.of(
        new ServerFrame.Event(
            event.type(),
            event.channel(),
            event.data(),
            position,
            event.id(),
            // Only gateways write to the topic of clients' events, so there it is their word.
            ofClient ? event.extensions().get(Publication.PUBLISHER) : null,
            event.time()),
        event.subject(),
        rule.delivery());
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
