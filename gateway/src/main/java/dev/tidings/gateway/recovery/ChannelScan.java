package dev.tidings.gateway.recovery;

import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.CloudEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a pass over a partition finds for all who want one channel. Used by one thread. */
final class ChannelScan {

  private static final int REMEMBERED_IDS = 8192;

  private final ChannelKey key;
  private final List<PendingScan> requests = new ArrayList<>();
  private final ArrayDeque<RecordedEvent> events = new ArrayDeque<>();
  private final Set<String> ids =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED_IDS;
            }
          });

  private long from = Long.MAX_VALUE;
  private long bytes;
  private long footprint;

  /** What was found up to here was more than anybody may have. */
  private long droppedUpTo = -1;

  ChannelScan(ChannelKey key) {
    this.key = key;
  }

  void add(PendingScan request) {
    requests.add(request);
    from = Math.min(from, request.from());
  }

  ChannelKey key() {
    return key;
  }

  List<PendingScan> requests() {
    return requests;
  }

  /** What it takes in memory, about. */
  long footprint() {
    return footprint;
  }

  /** Takes an event of the channel, in order. */
  void take(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
    if (!ids.add(event.id()) || record.offset() < from) {
      return;
    }
    var found = RecordedEvent.of(record.offset(), record.timestamp(), event);
    events.add(found);
    bytes += found.bytes();
    footprint += found.footprint();
    ReplayLimits limits = requests.getFirst().limits();
    while (events.size() > limits.events() || bytes > limits.bytes()) {
      RecordedEvent dropped = events.removeFirst();
      bytes -= dropped.bytes();
      footprint -= dropped.footprint();
      droppedUpTo = dropped.offset();
    }
  }

  /** Answers everybody; everything before the offset was looked at. */
  void finish(long end) {
    var known = Set.copyOf(ids);
    requests.forEach(request -> finish(request, end, known));
  }

  private void finish(PendingScan request, long end, Set<String> known) {
    if (droppedUpTo >= request.from()) {
      request.refuse(RefusalReason.TOO_MANY_MISSED);
      return;
    }
    List<RecordedEvent> missed =
        events.stream().dropWhile(event -> event.offset() < request.from()).toList();
    if (!missed.isEmpty() && missed.getFirst().timestamp() < request.limits().oldest()) {
      request.refuse(RefusalReason.EXPIRED);
    } else {
      request.answer().complete(new Scanned(missed, end, known));
    }
  }
}
