package dev.tidings.gateway.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.fanout.LogPartition;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Topics with their partitions, whose beginnings may be lost. */
final class SimulatedLog {

  static final String WORKSPACE = "acme";

  private final List<String> topics;
  private final int partitions;
  private final Map<TopicPartition, List<CloudEvent>> records = new HashMap<>();
  private final Map<TopicPartition, Long> beginnings = new HashMap<>();
  private int ids;

  SimulatedLog(List<String> topics, int partitions) {
    this.topics = topics;
    this.partitions = partitions;
    topics.forEach(
        topic -> {
          for (int i = 0; i < partitions; i++) {
            records.put(new TopicPartition(topic, i), new ArrayList<>());
            beginnings.put(new TopicPartition(topic, i), 0L);
          }
        });
  }

  List<String> topics() {
    return topics;
  }

  int partitions() {
    return partitions;
  }

  Iterable<TopicPartition> all() {
    return records.keySet();
  }

  CloudEvent publish(String topic, Channel channel) {
    var event =
        new CloudEvent(
            topic + "-" + ids++,
            "/test",
            "X",
            Instant.now(),
            null,
            WORKSPACE,
            channel,
            Map.of(),
            "{}".getBytes(UTF_8));
    int partition = LogPartition.of(event.key().getBytes(UTF_8), partitions);
    records.get(new TopicPartition(topic, partition)).add(event);
    return event;
  }

  long end(TopicPartition partition) {
    return records.get(partition).size();
  }

  long beginning(TopicPartition partition) {
    return beginnings.get(partition);
  }

  /** Retention: what is before the offset is gone. */
  void lose(TopicPartition partition, long before) {
    beginnings.merge(partition, before, Math::max);
  }

  /** The record; null if there is none yet. */
  CloudEvent at(TopicPartition partition, long offset) {
    List<CloudEvent> all = records.get(partition);
    return offset < all.size() ? all.get(Math.toIntExact(offset)) : null;
  }
}
