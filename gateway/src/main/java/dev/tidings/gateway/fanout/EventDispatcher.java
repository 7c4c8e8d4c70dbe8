package dev.tidings.gateway.fanout;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.access.DeliveryRule;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lanes;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.SubscriptionTable;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
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
  private final ChannelPolicy policy;
  private final Lanes lanes;
  private final List<Admission> admissions;
  private final List<EventObserver> observers;
  private final FanoutMetrics metrics;
  private final int maxEventBytes;
  private final DuplicateWindow duplicates;

  EventDispatcher(
      SubscriptionTable table,
      LogPositions positions,
      ChannelPolicy policy,
      Lanes lanes,
      Instance<Admission> admissions,
      Instance<EventObserver> observers,
      FanoutMetrics metrics,
      FanoutConfig config) {
    this.table = table;
    this.positions = positions;
    this.policy = policy;
    this.lanes = lanes;
    this.admissions = admissions.stream().toList();
    this.observers = observers.stream().toList();
    this.metrics = metrics;
    this.maxEventBytes = config.maxEventBytes();
    this.duplicates = new DuplicateWindow(config.duplicateWindow());
  }

  /** Handles the record, whatever it is; afterwards the positions cover it. */
  void dispatch(ConsumerRecord<byte[], byte[]> record) {
    switch (CloudEventCodec.decode(record, maxEventBytes)) {
      case DecodedEvent.Invalid(String reason) -> refuse(record, reason);
      case DecodedEvent.Valid(CloudEvent event) -> {
        String refusal = refusal(record.topic(), event);
        if (refusal != null) {
          refuse(record, refusal);
        } else if (!duplicates.isNew(partition(record), event.id())) {
          metrics.duplicates.increment();
          covered(record);
        } else {
          deliver(record, event);
        }
      }
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
    var key = new ChannelKey(event.workspace(), event.channel());
    metrics.events.increment();
    lanes.awaitRoom();
    table.exclusively(
        key,
        () -> {
          observers.forEach(observer -> observer.before(record.topic(), event));
          covered(record);
          DeliveryRule rule = policy.delivery(event.channel().namespace());
          int subscribers = table.deliver(key, rule, () -> frame(key, event, rule));
          if (subscribers > 0) {
            metrics.deliveries.increment(subscribers);
          }
          observers.forEach(observer -> observer.after(record.topic(), event));
        });
  }

  private Frame frame(ChannelKey key, CloudEvent event, DeliveryRule rule) {
    return Frame.of(
        new ServerFrame.Event(
            event.type(),
            event.channel(),
            event.data(),
            positions.of(key),
            event.id(),
            event.time()),
        event.subject(),
        rule.delivery());
  }

  private String refusal(String topic, CloudEvent event) {
    for (Admission admission : admissions) {
      String refusal = admission.refusal(topic, event);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
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
