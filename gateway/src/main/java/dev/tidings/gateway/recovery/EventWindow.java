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
 * much else there is. They are kept as bytes: as objects they would all outlive their youth, and
 * what the garbage collector does about that costs as much as handing them out. Of what was let go,
 * the last offset of each channel is known for some time longer: a channel that was merely quiet is
 * seen to have been so.
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

    private final int number;

    Log(int number, long from) {
      this.number = number;
      completeFrom = from;
      knownFrom = from;
    }
  }

  private static final class ChannelEvents {
    private final ChannelKey key;
    private final long hash;
    private final int number;
    private long newest = RecordRing.NONE;

    ChannelEvents(ChannelKey key, int number) {
      this.key = key;
      this.hash = ChannelHash.of(key);
      this.number = number;
    }
  }

  private record Topic(String id, Log[] logs) {}

  private final long maxBytes;
  private final long maxAgeMs;
  private final int maxQuiet;
  private final Clock clock;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<ChannelKey, ChannelEvents> channels = new HashMap<>();
  private final RecordRing events = new RecordRing();

  /** What the numbers in events mean; a channel's is given to another when it has none any more. */
  private final List<ChannelEvents> numbered = new ArrayList<>();

  private final ArrayDeque<Integer> freeNumbers = new ArrayDeque<>();
  private final List<Log> logs = new ArrayList<>();
  private final List<String> epochs = new ArrayList<>();

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
    var now = new Log[nextOffsets.length];
    for (int i = 0; i < now.length; i++) {
      boolean goesOn = i < fresh && before != null && before.id().equals(topicId);
      now[i] = goesOn ? before.logs()[i] : newLog(nextOffsets[i]);
    }
    topics.put(topic, new Topic(topicId, now));
  }

  private Log newLog(long from) {
    var log = new Log(logs.size(), from);
    logs.add(log);
    return log;
  }

  @Override
  public synchronized void add(
      Origin origin, ChannelKey key, CloudEvent event, Position position, Frame frame) {
    long now = clock.millis();
    Log log = topics.get(origin.topic()).logs()[origin.partition()];
    ChannelEvents channel = channels.computeIfAbsent(key, this::newChannel);
    var links =
        new StoredEvent.Links(
            channel.number, log.number, number(position.epoch()), channel.newest, now);
    channel.newest = StoredEvent.add(events, links, origin, event, position, frame);
    while (!events.isEmpty() && (events.bytes() > maxBytes || oldest().since() < now - maxAgeMs)) {
      forgetOldest();
    }
  }

  private ChannelEvents newChannel(ChannelKey key) {
    Integer free = freeNumbers.poll();
    var channel = new ChannelEvents(key, free == null ? numbered.size() : free);
    if (free == null) {
      numbered.add(channel);
    } else {
      numbered.set(free, channel);
    }
    return channel;
  }

  /** There are few epochs, and the newest is nearly always meant. */
  private int number(String epoch) {
    int number = epochs.lastIndexOf(epoch);
    if (number < 0) {
      number = epochs.size();
      epochs.add(epoch);
    }
    return number;
  }

  private StoredEvent oldest() {
    return StoredEvent.of(events.oldest());
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

  private void forgetOldest() {
    StoredEvent oldest = oldest();
    ChannelEvents channel = numbered.get(oldest.channel());
    if (channel.newest == events.first()) {
      channels.remove(channel.key);
      numbered.set(channel.number, null);
      freeNumbers.add(channel.number);
    }
    Log log = logs.get(oldest.log());
    long offset = oldest.offset();
    events.removeFirst();
    log.completeFrom = Math.max(log.completeFrom, offset + 1);
    log.before.put(channel.hash, offset);
    if (log.before.size() > maxQuiet) {
      log.before.clear();
      log.knownFrom = log.completeFrom;
    }
  }

  /** The channel's newest event; null if there is none. */
  private StoredEvent newest(ChannelEvents channel) {
    return channel == null ? null : StoredEvent.of(events.find(channel.newest));
  }

  private Position position(StoredEvent event) {
    return event.position(epochs.get(event.epoch()));
  }

  /**
   * What the channel's client missed; exact while the channel is held.
   *
   * @param partitions the channel's logs, in its position's order
   * @param from what the client has
   * @param until what it has beyond that; null for nothing
   */
  synchronized WindowReading read(
      ChannelKey key,
      List<TopicPartition> partitions,
      Cursor from,
      Cursor until,
      ReplayLimits limits) {
    var own = new ArrayList<Log>(partitions.size());
    partitions.forEach(partition -> own.add(log(partition)));
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
    StoredEvent event = newest(channels.get(key));
    while (event != null) {
      Position position = position(event);
      if (from.covers(position)) {
        break;
      }
      int log = own.indexOf(logs.get(event.log()));
      long offset = event.offset();
      if (log >= 0 && offset > from.offset(log) && (until == null || offset <= until.offset(log))) {
        RecordedEvent copy = event.copy(key.channel(), position);
        missed.addFirst(new Missed(log, copy, position));
        size += copy.bytes();
        if (missed.size() > limits.events() || size > limits.bytes()) {
          return new WindowReading.Excess();
        }
      }
      event = StoredEvent.of(events.find(event.previous()));
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
    StoredEvent newest = newest(channels.get(key));
    return newest == null || position.covers(position(newest));
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
    return events.bytes();
  }
}
