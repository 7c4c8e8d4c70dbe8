package dev.tidings.gateway.fanout;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Keeps the consumer assigned to all partitions of the topics, as they come, grow and are made
 * anew. What is there when the gateway starts is read from some time ago on; what comes later from
 * its beginning, because all of it is newer. Used by the fan-out thread only; asks Kafka without
 * waiting for the answer.
 */
final class TopicWatch {

  private static final Logger LOG = Logger.getLogger(TopicWatch.class);

  private record Incarnation(Uuid id, int partitions) {}

  private final Admin admin;
  private final Set<String> topics;
  private final LogPositions positions;
  private final List<EventMemory> memories;
  private final Clock clock;
  private final FanoutConfig config;
  private final Map<String, Incarnation> known = new HashMap<>();

  /** What has to be read before what was published before the start has been. */
  private final Map<TopicPartition, Long> goals = new HashMap<>();

  private Map<String, KafkaFuture<TopicDescription>> asked;
  private long nextAsk = System.nanoTime();
  private boolean started;

  TopicWatch(
      Admin admin,
      Set<String> topics,
      LogPositions positions,
      List<EventMemory> memories,
      Clock clock,
      FanoutConfig config) {
    this.admin = admin;
    this.topics = topics;
    this.positions = positions;
    this.memories = memories;
    this.clock = clock;
    this.config = config;
  }

  /** Whether all topics that exist are read, and what was published before that has been. */
  boolean hasCaughtUp(Consumer<byte[], byte[]> consumer) {
    if (!started) {
      return false;
    }
    goals.entrySet().removeIf(goal -> consumer.position(goal.getKey()) >= goal.getValue());
    return goals.isEmpty();
  }

  /** A new consumer takes over where the last one stopped. */
  void resume(Consumer<byte[], byte[]> consumer) {
    consumer.assign(partitions());
    for (TopicPartition partition : partitions()) {
      consumer.seek(partition, positions.next(partition.topic(), partition.partition()));
    }
  }

  /** Applies an answer that has come, or asks if it is time. */
  void tick(Consumer<byte[], byte[]> consumer) {
    if (asked == null) {
      if (System.nanoTime() - nextAsk >= 0) {
        asked = admin.describeTopics(topics).topicNameValues();
      }
    } else if (asked.values().stream().allMatch(KafkaFuture::isDone)) {
      var answers = asked;
      asked = null;
      Map<String, TopicDescription> descriptions = descriptions(answers);
      if (descriptions != null) {
        apply(descriptions.values(), consumer);
      }
      Duration wait =
          known.size() < topics.size() ? config.missingTopicInterval() : config.topicInterval();
      nextAsk = System.nanoTime() + wait.toNanos();
    }
  }

  /** The topics that exist; null if Kafka couldn't say. */
  private static Map<String, TopicDescription> descriptions(
      Map<String, KafkaFuture<TopicDescription>> answers) {
    var descriptions = new HashMap<String, TopicDescription>();
    for (var answer : answers.entrySet()) {
      try {
        descriptions.put(answer.getKey(), answer.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          LOG.warnf("Topics could not be looked up: %s", e.getCause().getMessage());
          return null;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return descriptions;
  }

  private void apply(Collection<TopicDescription> descriptions, Consumer<byte[], byte[]> consumer) {
    var changed =
        descriptions.stream().filter(each -> !incarnation(each).equals(known.get(each.name())));
    for (TopicDescription topic : changed.toList()) {
      Incarnation before = known.put(topic.name(), incarnation(topic));
      try {
        read(topic, before, consumer);
      } catch (RuntimeException e) {
        known.remove(topic.name());
        throw e;
      }
    }
    started = true;
  }

  private void read(TopicDescription topic, Incarnation before, Consumer<byte[], byte[]> consumer) {
    boolean grown = before != null && before.id().equals(topic.topicId());
    var fresh = new ArrayList<TopicPartition>();
    for (int i = grown ? before.partitions() : 0; i < topic.partitions().size(); i++) {
      fresh.add(new TopicPartition(topic.name(), i));
    }
    consumer.assign(partitions());
    if (started) {
      consumer.seekToBeginning(fresh);
    } else {
      rewind(fresh, consumer);
    }
    long[] next = new long[topic.partitions().size()];
    for (int i = 0; i < next.length; i++) {
      next[i] = consumer.position(new TopicPartition(topic.name(), i));
    }
    positions.assign(topic.name(), topic.topicId().toString(), next);
    memories.forEach(
        memory ->
            memory.assigned(
                topic.name(), topic.topicId().toString(), next, grown ? before.partitions() : 0));
    LOG.infof(
        "Reading topicName=%s, %d partitions, from %s",
        topic.name(), next.length, started ? "its beginning" : config.rewind() + " ago");
  }

  private void rewind(Collection<TopicPartition> fresh, Consumer<byte[], byte[]> consumer) {
    long since = clock.instant().minus(config.rewind()).toEpochMilli();
    var times = new HashMap<TopicPartition, Long>();
    fresh.forEach(partition -> times.put(partition, since));
    Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    goals.keySet().removeAll(fresh);
    for (TopicPartition partition : fresh) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
      goals.put(partition, ends.get(partition));
    }
  }

  private static Incarnation incarnation(TopicDescription topic) {
    return new Incarnation(topic.topicId(), topic.partitions().size());
  }

  private List<TopicPartition> partitions() {
    var partitions = new ArrayList<TopicPartition>();
    known.forEach(
        (topic, incarnation) -> {
          for (int i = 0; i < incarnation.partitions(); i++) {
            partitions.add(new TopicPartition(topic, i));
          }
        });
    return partitions;
  }
}
