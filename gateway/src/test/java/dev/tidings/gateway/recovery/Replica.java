package dev.tidings.gateway.recovery;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.access.DeliveryRule;
import dev.tidings.gateway.fanout.EventMemory;
import dev.tidings.gateway.fanout.ReplicaLog;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Sessions;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.gateway.subscription.SubscriptionTable;
import dev.tidings.gateway.subscription.Tables;
import dev.tidings.platform.event.CloudEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A gateway replica that reads a simulated log: everything real but Kafka and the network. */
final class Replica {

  private final SimulatedLog log;
  private final ReplicaLog reading;
  private final EventWindow window;
  private final SubscriptionTable table = Tables.empty();
  private final Subscriptions subscriptions;
  private final Recovery recovery;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * @param rewind how many records before the end of each partition it begins to read
   */
  Replica(SimulatedLog log, ChannelPolicy policy, RecoveryConfig config, int rewind) {
    this.log = log;
    this.reading = new ReplicaLog(policy);
    var metrics = new SimpleMeterRegistry();
    this.window = new EventWindow(config, metrics, Clock.systemUTC());
    for (TopicPartition partition : log.all()) {
      next.put(partition, Math.max(log.beginning(partition), log.end(partition) - rewind));
    }
    for (String topic : log.topics()) {
      long[] offsets = new long[log.partitions()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = next.get(new TopicPartition(topic, i));
      }
      reading.assign(topic, "id-" + topic, offsets);
      window.assigned(topic, "id-" + topic, offsets, 0);
    }
    this.subscriptions = Sessions.subscriptions(table, reading.positions());
    this.recovery =
        new Recovery(
            subscriptions,
            new Gathering(
                reading.positions(), window, this::scan, policy, config, Clock.systemUTC()),
            new Replay(policy, new RecoveryMetrics(metrics), config));
    for (TopicPartition partition : log.all()) {
      while (read(partition)) {
        continue;
      }
    }
  }

  Recovery recovery() {
    return recovery;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Reads one record of the partition, if there is one; true if so. */
  boolean read(TopicPartition partition) {
    long offset = next.get(partition);
    CloudEvent event = log.at(partition, offset);
    if (event == null) {
      return false;
    }
    next.put(partition, offset + 1);
    var key = new ChannelKey(event.workspace(), event.channel());
    table.exclusively(
        key,
        () -> {
          reading.consumed(partition.topic(), partition.partition(), offset);
          Position position = reading.positions().of(key);
          Frame[] made = new Frame[1];
          table.deliver(key, DeliveryRule.RESUME, () -> made[0] = frame(event, position));
          window.add(
              new EventMemory.Origin(
                  partition.topic(), partition.partition(), offset, event.time().toEpochMilli()),
              key,
              event,
              position,
              made[0]);
        });
    return true;
  }

  private static Frame frame(CloudEvent event, Position position) {
    return Frame.of(
        new ServerFrame.Event(
            event.type(), event.channel(), event.data(), position, event.id(), event.time()),
        null,
        Delivery.RESUME);
  }

  /** A pass over the simulated log for one client. */
  private CompletableFuture<Scanned> scan(
      TopicPartition partition, ChannelKey key, long from, ReplayLimits limits) {
    var request = new PendingScan(key, from, limits, new CompletableFuture<>());
    if (from < log.beginning(partition)) {
      request.refuse(RefusalReason.EXPIRED);
      return request.answer();
    }
    var scan = new ChannelScan(key);
    scan.add(request);
    var last = new LastOffsets();
    long end = window.completeFrom(partition);
    for (long offset = from; offset < end; offset++) {
      CloudEvent event = log.at(partition, offset);
      last.put(ChannelHash.of(new ChannelKey(event.workspace(), event.channel())), offset);
      if (event.channel().equals(key.channel())) {
        scan.take(
            new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                event.data(),
                new RecordHeaders(),
                Optional.empty()),
            event);
      }
    }
    window.learn(partition, from, end, last);
    scan.finish(end);
    return request.answer();
  }
}
