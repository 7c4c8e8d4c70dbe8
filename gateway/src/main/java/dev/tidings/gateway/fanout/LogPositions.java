package dev.tidings.gateway.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.subscription.ChannelKey;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the fan-out has read, and what that means for a channel. Written by the fan-out thread,
 * read by any; a channel's own position is exact while the channel is held.
 *
 * <p>A channel's log is the partition that Kafka's default partitioner chooses for its record key,
 * in each topic that feeds its namespace. Records that others published to another partition
 * (another partitioner, no key) are moved there before they are delivered.
 */
@Singleton
public final class LogPositions {

  private static final long NOTHING_READ = -1;
  private static final int EPOCH_BYTES = 6;

  private final ChannelPolicy policy;
  private final Map<String, Log> logs = new ConcurrentHashMap<>();
  private final Map<List<String>, String> epochs = new ConcurrentHashMap<>();

  /** What feeds each namespace, as long as no topic changes: it is asked for with every event. */
  private final Map<String, Feed> feeds = new ConcurrentHashMap<>();

  /**
   * The logs of a namespace.
   *
   * @param logs in the order of the namespace's topics; null where a topic doesn't exist yet
   */
  private record Feed(String epoch, Log[] logs) {}

  private record Log(String incarnation, AtomicLongArray offsets) {

    Log copy() {
      var copy = new long[offsets.length()];
      Arrays.setAll(copy, offsets::get);
      return new Log(incarnation, new AtomicLongArray(copy));
    }
  }

  LogPositions(ChannelPolicy policy) {
    this.policy = policy;
  }

  /** The partitions of a topic are read from these offsets on. */
  void assign(String topic, String topicId, long[] nextOffsets) {
    logs.put(
        topic,
        new Log(
            topicId + "/" + nextOffsets.length,
            new AtomicLongArray(Arrays.stream(nextOffsets).map(next -> next - 1).toArray())));
    epochs.clear();
    feeds.clear();
  }

  /** Everything up to the offset has been handed out. */
  void consumed(String topic, int partition, long offset) {
    logs.get(topic).offsets().set(partition, offset);
  }

  /** The next offset to read. */
  long next(String topic, int partition) {
    return logs.get(topic).offsets().get(partition) + 1;
  }

  /** Where the channel stands. */
  public Position of(ChannelKey key) {
    return position(key, feeds.computeIfAbsent(key.channel().namespace(), this::feed));
  }

  /** Where every channel stands now. */
  public Snapshot snapshot() {
    var copy = new HashMap<String, Log>();
    logs.forEach((topic, log) -> copy.put(topic, log.copy()));
    return new Snapshot(copy);
  }

  /** Where the channels stood at a moment. */
  public final class Snapshot {

    private final Map<String, Log> then;

    private Snapshot(Map<String, Log> then) {
      this.then = then;
    }

    /** Where the channel stood. */
    public Position of(ChannelKey key) {
      return position(key, feed(key.channel().namespace(), then));
    }
  }

  private Feed feed(String namespace) {
    return feed(namespace, logs);
  }

  private Feed feed(String namespace, Map<String, Log> logs) {
    List<String> topics = policy.topics(namespace);
    return new Feed(
        epochs.computeIfAbsent(topics, this::epoch),
        topics.stream().map(logs::get).toArray(Log[]::new));
  }

  private static Position position(ChannelKey key, Feed feed) {
    byte[] recordKey = key.recordKey().getBytes(UTF_8);
    if (feed.logs.length == 1) {
      return new Position(feed.epoch, offset(recordKey, feed.logs[0]));
    }
    var also = new Long[feed.logs.length - 1];
    for (int i = 0; i < also.length; i++) {
      also[i] = offset(recordKey, feed.logs[i + 1]);
    }
    return new Position(feed.epoch, offset(recordKey, feed.logs[0]), List.of(also));
  }

  private static long offset(byte[] recordKey, Log log) {
    return log == null ? NOTHING_READ : log.offsets().get(partition(recordKey, log));
  }

  /** The channel's logs, in the order of its position's offsets; those that exist. */
  public List<TopicPartition> logs(ChannelKey key) {
    List<String> topics = policy.topics(key.channel().namespace());
    byte[] recordKey = key.recordKey().getBytes(UTF_8);
    var partitions = new ArrayList<TopicPartition>(topics.size());
    for (String topic : topics) {
      Log log = logs.get(topic);
      partitions.add(new TopicPartition(topic, log == null ? 0 : partition(recordKey, log)));
    }
    return partitions;
  }

  /** The channel's partition of a topic that is read. */
  int partition(String topic, ChannelKey key) {
    return partition(key.recordKey().getBytes(UTF_8), logs.get(topic));
  }

  private static int partition(byte[] recordKey, Log log) {
    return LogPartition.of(recordKey, log.offsets().length());
  }

  /** A short name of the topics' incarnations; the same on every replica. */
  private String epoch(List<String> topics) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String topic : topics) {
        Log log = logs.get(topic);
        digest.update((log == null ? topic : log.incarnation()).getBytes(UTF_8));
        digest.update((byte) 0);
      }
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest.digest(), EPOCH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
