package dev.tidings.gateway.recovery;

import dev.tidings.gateway.fanout.Intake;
import dev.tidings.gateway.subscription.ChannelKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One pass over a partition, from the oldest offset that anybody wants to where the window begins,
 * for everybody who waits. Used by one thread.
 */
final class ScanPass {

  private static final Duration POLL = Duration.ofMillis(500);

  private final TopicPartition partition;
  private final EventWindow window;
  private final Intake intake;
  private final Map<Long, List<ChannelScan>> wanted = new HashMap<>();
  private final LastOffsets last = new LastOffsets();
  private final List<PendingScan> postponed = new ArrayList<>();

  ScanPass(TopicPartition partition, EventWindow window, Intake intake) {
    this.partition = partition;
    this.window = window;
    this.intake = intake;
  }

  /**
   * Answers the requests but those that it returns, for which there was no room.
   *
   * @param lookback how many records before the first are looked at for ids that come again
   * @param maxBytes how many bytes of events may be held at once
   * @param patience how long Kafka may give nothing
   * @throws KafkaException if Kafka doesn't answer; nobody was answered then
   */
  List<PendingScan> run(
      List<PendingScan> requests,
      Consumer<byte[], byte[]> consumer,
      int lookback,
      long maxBytes,
      Duration patience) {
    consumer.assign(List.of(partition));
    long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
    long start = Long.MAX_VALUE;
    for (PendingScan request : requests) {
      if (request.from() < beginning) {
        request.refuse(RefusalReason.EXPIRED);
      } else {
        channel(request.key()).add(request);
        start = Math.min(start, request.from());
      }
    }
    if (!wanted.isEmpty()) {
      consumer.seek(partition, Math.max(beginning, start - lookback));
      long end = read(consumer, start, maxBytes, patience);
      window.learn(partition, start, end, last);
      wanted.values().forEach(channels -> channels.forEach(channel -> channel.finish(end)));
    }
    return postponed;
  }

  private ChannelScan channel(ChannelKey key) {
    List<ChannelScan> channels =
        wanted.computeIfAbsent(ChannelHash.of(key), hash -> new ArrayList<>(1));
    for (ChannelScan channel : channels) {
      if (channel.key().equals(key)) {
        return channel;
      }
    }
    var channel = new ChannelScan(key);
    channels.add(channel);
    return channel;
  }

  /**
   * Reads up to where the window begins at the moment, which moves on meanwhile. Never beyond: what
   * lies there is handed out by others, or not yet handed out at all.
   */
  private long read(
      Consumer<byte[], byte[]> consumer, long start, long maxBytes, Duration patience) {
    long moved = System.nanoTime();
    long position = consumer.position(partition);
    while (true) {
      long end = window.completeFrom(partition);
      if (position >= end) {
        return position;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() >= end) {
          return end;
        }
        take(record, start);
      }
      if (consumer.position(partition) > position) {
        position = consumer.position(partition);
        moved = System.nanoTime();
        makeRoom(maxBytes);
      } else if (System.nanoTime() - moved > patience.toNanos()) {
        throw new KafkaException("Kafka gives nothing of " + partition + " from " + position);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, long start) {
    long hash = ChannelHash.of(record.headers());
    if (hash == ChannelHash.NONE) {
      return;
    }
    if (record.offset() >= start) {
      last.put(hash, record.offset());
    }
    List<ChannelScan> channels = wanted.get(hash);
    if (channels != null
        && intake.examine(record) instanceof Intake.Verdict.Taken(var event, ChannelKey key)) {
      channels.stream()
          .filter(channel -> channel.key().equals(key))
          .forEach(channel -> channel.take(record, event));
    }
  }

  /** The largest channels wait for a pass of their own; the last one may stay. */
  private void makeRoom(long maxBytes) {
    var channels = new ArrayList<>(wanted.values().stream().flatMap(List::stream).toList());
    long held = channels.stream().mapToLong(ChannelScan::footprint).sum();
    if (held <= maxBytes) {
      return;
    }
    channels.sort(Comparator.comparingLong(ChannelScan::footprint));
    while (held > maxBytes && channels.size() > 1) {
      ChannelScan largest = channels.removeLast();
      held -= largest.footprint();
      postponed.addAll(largest.requests());
      wanted.values().forEach(each -> each.remove(largest));
    }
  }
}
