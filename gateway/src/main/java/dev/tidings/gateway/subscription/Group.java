package dev.tidings.gateway.subscription;

import dev.tidings.gateway.access.DeliveryRule;
import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import dev.tidings.platform.event.Channel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A channel's subscribers of one lane, in no order. A paced channel's events wait here for their
 * turn: the first goes at once and opens an interval; what comes in it is handed out at its end,
 * the latest of each subject, in the order in which they came. So positions never go back, and none
 * covers an event that still waits.
 */
final class Group {

  private static final Subscription[] NONE = {};

  final Lane lane;
  private final Channel channel;

  /** The channel's next group and how many subscribers there are; while the channel is held. */
  Group next;

  int subscribers;

  /** Only the lane's thread touches what follows. */
  private Subscription[] members = NONE;

  private int size;
  private long events;

  /** What waits for the end of the interval; null if none is open. */
  private SequencedMap<Object, Waiting> interval;

  private record Waiting(Frame frame, long number) {}

  Group(Lane lane, Channel channel) {
    this.lane = lane;
    this.channel = channel;
  }

  void add(Subscription subscription) {
    if (size == members.length) {
      members = Arrays.copyOf(members, Math.max(1, size + (size >> 1) + 1));
    }
    members[size] = subscription;
    subscription.index = size++;
    subscription.joinedAfter = events;
  }

  void remove(Subscription subscription) {
    Subscription moved = members[--size];
    members[subscription.index] = moved;
    moved.index = subscription.index;
    members[size] = null;
    if (size < members.length / 4) {
      members = Arrays.copyOf(members, members.length / 2);
    }
    subscription.subscriber.left(channel);
  }

  void deliver(Frame frame, DeliveryRule rule) {
    events++;
    if (!rule.isPaced()) {
      handOut(frame, events);
    } else if (interval == null) {
      handOut(frame, events);
      begin(rule);
    } else {
      Object thing = frame.conflatesWith();
      if (interval.remove(thing) != null) {
        lane.conflated();
      }
      interval.put(thing, new Waiting(frame, events));
    }
  }

  private void begin(DeliveryRule rule) {
    interval = new LinkedHashMap<>();
    lane.schedule(rule.interval(), () -> end(rule));
  }

  private void end(DeliveryRule rule) {
    SequencedMap<Object, Waiting> due = interval;
    interval = null;
    if (!due.isEmpty() && size > 0) {
      due.values().forEach(waiting -> handOut(waiting.frame(), waiting.number()));
      begin(rule);
    }
  }

  /** To those who were subscribed when the event came: the others' positions cover it already. */
  private void handOut(Frame frame, long number) {
    for (int i = 0; i < size; i++) {
      Subscription member = members[i];
      if (member.joinedAfter < number) {
        member.subscriber.deliver(frame);
      }
    }
  }
}
