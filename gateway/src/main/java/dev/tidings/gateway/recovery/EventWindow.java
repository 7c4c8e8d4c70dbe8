package dev.tidings.gateway.recovery;

import dev.tidings.gateway.fanout.EventMemory;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The recent events, in the order in which this replica handed them out. Each is linked to the one
 * before it of the same channel, so that finding what a client missed costs what it missed, however
 * much else there is. Of what was let go, the last offset of each channel is known for some time
 * longer: a channel that was merely quiet is seen to have been so.
 *
 * <p>Safe for use by several threads. One lock for all; what is done under it is short.
 */
@Singleton
public final class EventWindow implements EventMemory {

  /** One partition of one incarnation of a topic. */
  private static final class Log {
    /** Every event from this offset on is in the window. */
    private long completeFrom;

    /** From this offset on, {@link #before} knows every event before {@link #completeFrom}. */
    private long knownFrom;

    private final LastOffsets before = new LastOffsets();

    Log(long from) {
      completeFrom = from;
      knownFrom = from;
    }
  }

  private static final class Entry {
    private final ChannelEvents channel;
    private final Log log;
    private final RecordedEvent event;
    private final Position position;
    private final long since;
    private Entry previous;
    private Entry next;

    Entry(ChannelEvents channel, Log log, RecordedEvent event, Position position, long since) {
      this.channel = channel;
      this.log = log;
      this.event = event;
      this.position = position;
      this.since = since;
    }
  }

  private static final class ChannelEvents {
    private final ChannelKey key;
    private final long hash;
    private Entry newest;

    ChannelEvents(ChannelKey key) {
      this.key = key;
      this.hash = ChannelHash.of(key);
    }
  }

  private record Topic(String id, Log[] logs) {}

  private final long maxBytes;
  private final long maxAgeMs;
  private final int maxQuiet;
  private final Clock clock;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<ChannelKey, ChannelEvents> channels = new HashMap<>();
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  EventWindow(RecoveryConfig config, MeterRegistry metrics, Clock clock) {
    this.maxBytes = config.windowBytes().asLongValue();
    this.maxAgeMs = config.windowAge().toMillis();
    this.maxQuiet = config.quietChannels();
    this.clock = clock;
    metrics.gauge("tidings.gateway.recovery.window.bytes", this, window -> window.bytes());
  }

  @Override
  public synchronized void assigned(String topic, String topicId, long[] nextOffsets, int fresh) {
    Topic before = topics.get(topic);
    var logs = new Log[nextOffsets.length];
    for (int i = 0; i < logs.length; i++) {
      boolean goesOn = i < fresh && before != null && before.id().equals(topicId);
      logs[i] = goesOn ? before.logs()[i] : new Log(nextOffsets[i]);
    }
    topics.put(topic, new Topic(topicId, logs));
  }

  @Override
  public synchronized void add(
      Origin origin, ChannelKey key, CloudEvent event, Position position, Frame frame) {
    long now = clock.millis();
    Log log = topics.get(origin.topic()).logs()[origin.partition()];
    ChannelEvents channel = channels.computeIfAbsent(key, ChannelEvents::new);
    RecordedEvent recorded =
        frame == null
            ? RecordedEvent.of(origin.offset(), origin.timestamp(), event)
            : RecordedEvent.of(origin.offset(), origin.timestamp(), event, frame);
    var entry = new Entry(channel, log, recorded, position, now);
    entry.previous = channel.newest;
    if (entry.previous != null) {
      entry.previous.next = entry;
    }
    channel.newest = entry;
    entries.add(entry);
    bytes += recorded.footprint();
    while (bytes > maxBytes || entries.getFirst().since < now - maxAgeMs) {
      forget(entries.removeFirst());
    }
  }

  @Override
  public synchronized void skipped(String topic, int partition, long nextOffset) {
    Log log = log(new TopicPartition(topic, partition));
    if (log != null) {
      log.before.clear();
      log.completeFrom = nextOffset;
      log.knownFrom = nextOffset;
    }
  }

  private void forget(Entry entry) {
    ChannelEvents channel = entry.channel;
    bytes -= entry.event.footprint();
    if (channel.newest == entry) {
      channels.remove(channel.key);
    } else {
      entry.next.previous = null;
    }
    Log log = entry.log;
    log.completeFrom = Math.max(log.completeFrom, entry.event.offset() + 1);
    log.before.put(channel.hash, entry.event.offset());
    if (log.before.size() > maxQuiet) {
      log.before.clear();
      log.knownFrom = log.completeFrom;
    }
  }

  /**
   * What the channel's client missed; exact while the channel is held.
   *
   * @param logs the channel's logs, in its position's order
   * @param from what the client has
   * @param until what it has beyond that; null for nothing
   */
  synchronized WindowReading read(
      ChannelKey key, List<TopicPartition> logs, Cursor from, Cursor until, ReplayLimits limits) {
    var own = new ArrayList<Log>(logs.size());
    logs.forEach(partition -> own.add(log(partition)));
    long hash = ChannelHash.of(key);
    var unknown = new ArrayList<Integer>();
    for (int i = 0; i < own.size(); i++) {
      if (!isKnown(
          own.get(i), hash, from.offset(i), until == null ? Long.MAX_VALUE : until.offset(i))) {
        unknown.add(i);
      }
    }
    if (!unknown.isEmpty()) {
      return new WindowReading.Incomplete(unknown);
    }
    var missed = new ArrayDeque<Missed>();
    long size = 0;
    ChannelEvents channel = channels.get(key);
    Entry entry = channel == null ? null : channel.newest;
    for (; entry != null && !from.covers(entry.position); entry = entry.previous) {
      int log = own.indexOf(entry.log);
      long offset = entry.event.offset();
      if (log >= 0 && offset > from.offset(log) && (until == null || offset <= until.offset(log))) {
        missed.addFirst(new Missed(log, entry.event, entry.position));
        size += entry.event.bytes();
        if (missed.size() > limits.events() || size > limits.bytes()) {
          return new WindowReading.Excess();
        }
      }
    }
    return new WindowReading.Complete(List.copyOf(missed));
  }

  private static boolean isKnown(Log log, long hash, long from, long until) {
    return log == null
        || until <= from
        || from + 1 >= log.completeFrom
        || from + 1 >= log.knownFrom && log.before.of(hash) <= from;
  }

  /** Whether the channel had no event that the position doesn't cover, as far as is known. */
  synchronized boolean isQuietSince(ChannelKey key, Position position) {
    ChannelEvents channel = channels.get(key);
    return channel == null || position.covers(channel.newest.position);
  }

  /** From which offset on every event of the partition is in the window. */
  synchronized long completeFrom(TopicPartition partition) {
    Log log = log(partition);
    return log == null ? 0 : log.completeFrom;
  }

  /**
   * Somebody has read the partition from an offset on, up to the window.
   *
   * @param last the last offsets of all channels that have any there
   */
  synchronized void learn(TopicPartition partition, long from, long end, LastOffsets last) {
    Log log = log(partition);
    if (log != null
        && from < log.knownFrom
        && end >= log.knownFrom
        && log.before.size() + last.size() <= maxQuiet) {
      log.before.putAll(last);
      log.knownFrom = from;
    }
  }

  private Log log(TopicPartition partition) {
    Topic topic = topics.get(partition.topic());
    return topic == null || partition.partition() >= topic.logs().length
        ? null
        : topic.logs()[partition.partition()];
  }

  private synchronized long bytes() {
    return bytes;
  }
}
